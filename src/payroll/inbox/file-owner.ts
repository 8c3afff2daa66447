import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { shownFileName } from '../../domain/shown-file-name';

const run = promisify(execFile);

/** Who answers for a file that lay in a folder: its owner by the system's own name, or else the folder. */
export async function fileOwner(folder: string, ownerId: number): Promise<string> {
  const named = await run('id', ['-un', String(ownerId)], { timeout: 5_000 }).catch(() => undefined);
  const name = named?.stdout.trim() ?? '';
  return /^[^\p{C}\s]{1,64}$/u.test(name) && process.platform !== 'win32' ? name : `inbox ${shownFileName(basename(folder))}`;
}
