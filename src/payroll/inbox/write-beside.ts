import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';

/** Writes a file whole or not at all, in place of an older one; readable by its owner alone, since it says who is paid how much. */
export async function writeBeside<Result>(path: string, write: (file: FileHandle) => Promise<Result>): Promise<Result> {
  const draft = `${path}.${randomUUID().slice(0, 8)}.draft`;
  try {
    const file = await open(draft, 'wx', 0o600);
    const result = await write(file).finally(() => file.close());
    await rename(draft, path);
    return result;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
