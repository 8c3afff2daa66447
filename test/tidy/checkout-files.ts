import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const checkout = join(__dirname, '../..');
/** What is made and not written: by tools, by a run, by recording. */
const notOurs =
  /^(\.git|node_modules|dist|coverage|\.payrun|bench\/out|test\/histories\/.*\.json|package-lock\.json|\.env|.*\.log|.*\/go\.sum)$/;

/** Every file of the checkout that people wrote, by its path from there, with its text. */
export function checkoutFiles(folder = ''): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(join(checkout, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (notOurs.test(path)) continue;
    if (entry.isDirectory()) for (const [name, text] of checkoutFiles(path)) files.set(name, text);
    else if (entry.isFile()) files.set(path, readFileSync(join(checkout, path), 'utf8'));
  }
  return files;
}
