import { searchAttributes } from '../temporal/search-attributes';

/** Where a development server listens and what it keeps; without a file it forgets everything when it ends. */
export type TemporalPlace = Readonly<{ port: number; uiPort: number; file?: string | undefined }>;

/** The command line's own words for the SDK's types. */
const typeWords = { KEYWORD: 'Keyword', INT: 'Int' } as const;

/** How the Temporal command line is called to serve this machine, and nobody else. */
export function temporalArguments({ port, uiPort, file }: TemporalPlace): readonly string[] {
  const attributes = Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${typeWords[type]}`]);
  // WAL: a commit appends instead of rewriting pages, which is what the server's rows per second hang on.
  const storage = file === undefined ? [] : ['--db-filename', file, '--sqlite-pragma', 'journal_mode=WAL'];
  return ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort), ...storage, ...attributes];
}
