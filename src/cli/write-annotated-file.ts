import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { annotatingWatcher } from '../check/annotating-watcher';
import type { CheckWatcher } from '../check/check-watcher';
import type { FileForm } from '../csv/file-form';
import { RowAnnotator } from '../csv/row-annotator';
import { cannotWrite } from './cannot-write';
import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';

type Place = Readonly<{
  /** The file that is checked, and the one that is written. Absolute. */
  path: string;
  out: string;
  form: FileForm;
}>;

/**
 * Writes a file's own rows again with what is wrong with each, whole or not at all, while `check` runs; in memory there is a piece of it.
 * `isWritten` is false where the file has no header to write rows below.
 * @throws CommandFailed when the file cannot be written or is the checked one; what `check` throws
 */
export async function writeAnnotatedFile<Result>(
  { path, out, form }: Place,
  check: (watcher: CheckWatcher) => Promise<Result>,
): Promise<Readonly<{ result: Result; isWritten: boolean }>> {
  if (await isSameFile(path, out)) {
    throw new CommandFailed(exitCodes.refused, `cannot write to ${out}`, 'it is the file that is checked', 'name another file');
  }
  const draft = `${out}.${process.pid}.draft`;
  const annotator = new RowAnnotator(form);
  const told = async <Done>(work: Promise<Done>): Promise<Done> =>
    work.catch((error: unknown) => {
      throw cannotWrite('the rows', out, error);
    });
  let file: FileHandle | undefined;
  try {
    // Readable by its owner alone: it says who is paid how much.
    file = await told(open(draft, 'w', 0o600));
    const result = await check(annotatingWatcher(annotator, (bytes) => told(write(file, bytes))));
    await told(write(file, annotator.end()));
    await told(file.close());
    if (annotator.hasHeader) await told(rename(draft, out));
    return { result, isWritten: annotator.hasHeader };
  } finally {
    await file?.close().catch(() => undefined);
    await rm(draft, { force: true });
  }
}

async function write(file: FileHandle | undefined, bytes: Buffer): Promise<void> {
  if (bytes.length > 0) await file?.writeFile(bytes);
}

/** By the place on the disk, so that no other name of the checked file is written over. */
async function isSameFile(path: string, out: string): Promise<boolean> {
  const [checked, written] = await Promise.all([stat(path), stat(out).catch(() => undefined)]);
  return checked.ino === written?.ino && checked.dev === written.dev;
}
