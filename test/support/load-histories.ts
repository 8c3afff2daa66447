import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A workflow's recorded history: what a worker of any later version must still replay. `history` is Temporal's own JSON. */
export type RecordedHistory = Readonly<{ workflowId: string; history: unknown }>;

const folder = join(__dirname, '../histories');

/** The recorded histories by file name, `<what happened>.json`, in order. */
export function loadHistories(): readonly (readonly [name: string, recorded: RecordedHistory])[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => [name.replace(/\.json$/, ''), JSON.parse(readFileSync(join(folder, name), 'utf8'))] as const);
}
