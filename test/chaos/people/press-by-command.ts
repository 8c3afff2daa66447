import { setTimeout as sleep } from 'node:timers/promises';
import type { Ended } from '../../e2e/program';
import type { Trial } from '../trial';
import { type BatchAction, type Press, type Pressed, toldWords, type Word } from './press';

/** A person does not wait as long as the workers until they call a row unknown. */
const ownDeadline = { PAYRUN_SETTLEMENT_DEADLINE: '1m' } as const;

const argumentsOfWord = (batchId: string, { reference, as, despite }: Word): readonly string[] => [
  'resolve',
  reference,
  '--batch',
  batchId,
  '--as',
  as,
  ...(despite ? ['--yes'] : []),
];

const argumentsOf = (action: BatchAction, batchId: string): readonly string[] => {
  switch (action) {
    case 'pause':
    case 'resume':
      return [action, batchId];
    case 'cancel':
    case 'approve':
    case 'retry':
      return [action, batchId, '--yes'];
    case 'refuse':
      return ['approve', batchId, '--refuse'];
  }
};

function toldBy({ code, stdout }: Ended): Press['told'] {
  if (code === 2) return 'declined';
  if (code !== 0) return 'unsaid';
  const { result } = JSON.parse(stdout) as { result: string };
  // The gateway has told how the row ended: then nothing that the person says is written.
  if (result === 'ended') return 'declined';
  return result === 'already' ? 'already' : 'done';
}

/** The command as a process, to its end; `killAfterMs`: it is killed wherever it then is. */
export async function pressByCommand(trial: Trial, action: BatchAction, batchId: string, killAfterMs?: number): Promise<Press['told']> {
  return await pressed(trial, action, batchId, argumentsOf(action, batchId), killAfterMs);
}

/** The same for `payrun resolve`. */
export async function sayByCommand(trial: Trial, batchId: string, word: Word, killAfterMs?: number): Promise<Press['told']> {
  return await pressed(trial, 'resolve', batchId, argumentsOfWord(batchId, word), killAfterMs);
}

async function pressed(trial: Trial, action: Pressed, batchId: string, args: readonly string[], killAfterMs: number | undefined) {
  const why = trial.nextReason();
  const beginMs = Date.now();
  const settings = action === 'resolve' ? { ...trial.settings, ...ownDeadline } : trial.settings;
  const command = trial.world.payrun([...args, '--because', why, '-o', 'json'], settings);
  if (killAfterMs !== undefined) {
    await Promise.race([sleep(killAfterMs), command.ended]);
    if (!command.hasEnded) trial.count(`kill of a command: ${action}`);
    await command.kill();
  }
  const told = toldBy(await command.ended);
  trial.count(`people: ${action} by the command, ${toldWords[told]}`);
  trial.presses.push({ why, batchId, action, beginMs, endMs: Date.now(), told });
  return told;
}
