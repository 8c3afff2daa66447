import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { limits } from '../../domain/limits';
import { isRunning } from '../../embedded/is-running';
import { markProcess, type ProcessMark } from '../../embedded/process-mark';
import { findRunningParts } from '../../parts/running-parts';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';
import { makeDataFolder } from './make-data-folder';

const markShape = z.object({ pid: z.number().int().positive(), startedAt: z.string() });
const startShape = z.object({ owner: markShape, npm: markShape.optional() });

const pollMs = 100;

/**
 * Notes that `npm start` runs here on the data folder, until the returned function is called. Another one is in the way; one whose npm has
 * been killed is about to end, and is waited for.
 * @throws CommandFailed while another one runs
 */
export async function oneStart(dataDir: string, npm: ProcessMark | undefined): Promise<() => void> {
  const path = join(dataDir, 'start.json');
  const giveUpAt = Date.now() + limits.localWorkerStopMaxMs + limits.embeddedLeftOverMaxMs;
  while (isEnding(path) && Date.now() < giveUpAt) await sleep(pollMs);
  const running = findRunningParts(dataDir)?.pid ?? runningOwner(path);
  if (running !== undefined) {
    const hint = 'npx payrun submit FILE pays a file there; npx payrun watch shows it; PAYRUN_DATA_DIR names another folder';
    throw new CommandFailed(exitCodes.failed, `npm start runs on ${dataDir} already`, `process ${running}`, hint);
  }
  makeDataFolder(dataDir);
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, JSON.stringify({ owner: markProcess(process.pid), npm }), { mode: 0o600 });
  renameSync(draft, path);
  return () => {
    if (read(path)?.owner.pid === process.pid) rmSync(path, { force: true });
  };
}

function isEnding(path: string): boolean {
  const noted = read(path);
  return noted?.npm !== undefined && !isRunning(noted.npm) && isRunning(noted.owner);
}

function runningOwner(path: string): number | undefined {
  const owner = read(path)?.owner;
  return owner !== undefined && isRunning(owner) ? owner.pid : undefined;
}

function read(path: string): z.infer<typeof startShape> | undefined {
  try {
    return startShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
