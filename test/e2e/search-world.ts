import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { sandboxAccount } from '../../src/sandbox/sandbox-account';
import { payeeWords } from './payees';
import { SecretSearch } from './secret-search';
import { temporalTexts } from './temporal-texts';
import type { World } from './world';

/** What a command is given in place of the API key, to see what it says then. */
export const wrongApiKey = 'mistyped-key-grommet';

/** Everything that must stay out: who is paid, and the keys. */
export function secretsOf({ dataKey }: World): SecretSearch {
  const { apiKey, publicKey } = sandboxAccount;
  const bytes = Buffer.from(dataKey, 'hex');
  const words = { ...payeeWords, apiKey, publicKey, wrongApiKey, dataKey, dataKeyBase64: bytes.toString('base64') };
  return new SecretSearch(words, { dataKeyBytes: bytes });
}

/** Secrets that a search would not find even where they stand: it must find each in the file, the settings and the key itself. */
export function notFindable(world: World, file: string): readonly string[] {
  const control = secretsOf(world);
  const settings = JSON.stringify([world.environment(), wrongApiKey]);
  const key = Buffer.from(world.dataKey, 'hex');
  control.search('where they are', Buffer.concat([Buffer.from(file + settings + key.toString('base64')), key]));
  return control.notFound;
}

/** Searches what Temporal tells and what the database holds, while both run. */
export async function searchRunning(world: World, search: SecretSearch): Promise<void> {
  const connection = await Connection.connect({ address: world.temporal.address });
  try {
    for (const { name, text } of await temporalTexts(new Client({ connection }))) search.search(name, text);
  } finally {
    await connection.close();
  }
  const tables = await world.db.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`);
  for (const { name } of tables) {
    const rows = await world.db.query<{ row: string }>(`select row_to_json(t)::text as row from "${name}" t`);
    search.search(`table ${name}`, rows.map(({ row }) => row).join('\n'));
  }
}

/** Searches the bytes of every file that Payrun and Temporal have written: databases with their logs, output of commands, reports. */
export function searchFiles(world: World, search: SecretSearch, except: readonly string[]): readonly string[] {
  const files = [world.dataDir, world.outputFolder, world.workFolder].flatMap(filesUnder).filter((path) => !except.includes(path));
  for (const path of files) search.search(relative(world.folder, path), readFileSync(path));
  return files.map((path) => relative(world.folder, path));
}

function filesUnder(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
