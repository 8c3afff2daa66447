import { searchAttributes } from '../temporal/search-attributes';

/** Where a development server listens and what it keeps; without a file it forgets everything when it ends. */
export type TemporalPlace = Readonly<{ port: number; uiPort: number; file?: string | undefined }>;

/** The command line's own words for the SDK's types. */
const typeWords = { KEYWORD: 'Keyword', KEYWORD_LIST: 'KeywordList', INT: 'Int' } as const;

/**
 * What measured on one machine takes the server's CPU time of a row from 10 ms to 5, and doubles the rows a second. One partition a task
 * queue instead of four: a task meets a waiting worker at once instead of being stored and passed on between partitions. And a page
 * schedules its rows' steps in one batch of events, which is read and decoded whole for each step that the default half megabyte
 * has no room for.
 */
const dynamicConfig = {
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  'history.eventsCacheMaxSizeBytes': 16 * 1024 * 1024,
} as const;

/** How the Temporal command line is called to serve this machine, and nobody else. */
export function temporalArguments({ port, uiPort, file }: TemporalPlace): readonly string[] {
  const attributes = Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${typeWords[type]}`]);
  const values = Object.entries(dynamicConfig).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]);
  // WAL: a commit appends instead of rewriting pages. NORMAL: it is not flushed by itself. A killed server loses nothing; a power failure
  // may take the last moments, and a batch started again goes by the database.
  const pragmas = ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'];
  const storage = file === undefined ? [] : ['--db-filename', file, ...pragmas];
  const place = ['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)];
  return ['server', 'start-dev', ...place, ...storage, ...values, ...attributes];
}
