import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sendAllAgain } from '../send-file';
import type { Trial } from '../trial';
import { killDatabase, startDatabase } from './servers';

/** A copy of the database's files, made while it stands still. */
export type OldCopy = Readonly<{ folder: string; madeMs: number }>;

const databaseFolder = ({ postgres, world }: Trial): string => postgres?.clusterFolder ?? world.embeddedFolder;

const copy = (from: string, to: string): void => {
  execFileSync('cp', ['-a', from, to]);
};

/** Stops the database in the middle of everything, copies it, and starts it again. */
export async function makeCopy(trial: Trial): Promise<OldCopy> {
  trial.count('kill of the database');
  const folder = join(trial.world.folder, `copy-of-database-${Date.now()}`);
  await killDatabase(trial);
  copy(databaseFolder(trial), folder);
  const madeMs = Date.now();
  await startDatabase(trial);
  return { folder, madeMs };
}

/**
 * Puts the copy back, as docs/operating.md says: workers first. What was sent since is not in it. Then every file is sent again.
 */
export async function putBack(trial: Trial, copyMade: OldCopy): Promise<void> {
  await trial.alone(() => replaceByCopy(trial, copyMade));
  trial.beside(trial.alone(() => sendAllAgain(trial)));
}

async function replaceByCopy(trial: Trial, { folder, madeMs }: OldCopy): Promise<void> {
  trial.count('database put back to an old copy');
  const workers = [...trial.workers];
  for (const { program } of workers) program.signal('SIGCONT');
  await Promise.all(workers.map(({ program }) => program.kill()));
  await killDatabase(trial);
  rmSync(databaseFolder(trial), { recursive: true });
  copy(folder, databaseFolder(trial));
  await startDatabase(trial);
  trial.forgotten.push({ fromMs: madeMs, toMs: Date.now() });
  await Promise.all(workers.map((worker) => trial.replaceWorker(worker)));
}
