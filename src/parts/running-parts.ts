import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isRunning } from '../embedded/is-running';
import { markProcess } from '../embedded/process-mark';
import type { Places } from './places';

const shape = z.object({
  owner: z.object({ pid: z.number().int().positive(), startedAt: z.string() }),
  temporal: z.object({ address: z.string(), namespace: z.string(), uiUrl: z.string() }).optional(),
  sandboxUrl: z.string().optional(),
});

/** The database tells of itself, by its lock: it has a password. */
type Announced = Omit<Places, 'databaseUrl'>;

const pathOf = (dataDir: string) => join(dataDir, 'running.json');

/** Tells the commands of other terminals what this process runs on the data folder; call the returned function when it ends. */
export function announceParts(dataDir: string, parts: Announced): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${pathOf(dataDir)}.${process.pid}.draft`;
  writeFileSync(draft, JSON.stringify({ owner: markProcess(process.pid), ...parts }), { mode: 0o600 });
  renameSync(draft, pathOf(dataDir));
  return () => {
    if (read(dataDir)?.owner.pid === process.pid) rmSync(pathOf(dataDir), { force: true });
  };
}

/** What a running process has announced on the data folder; nothing if it is gone. */
export function findRunningParts(dataDir: string): (Announced & Readonly<{ pid: number }>) | undefined {
  const found = read(dataDir);
  if (found === undefined || !isRunning(found.owner)) return undefined;
  return { pid: found.owner.pid, temporal: found.temporal, sandboxUrl: found.sandboxUrl };
}

function read(dataDir: string): z.infer<typeof shape> | undefined {
  try {
    return shape.parse(JSON.parse(readFileSync(pathOf(dataDir), 'utf8')));
  } catch {
    return undefined;
  }
}
