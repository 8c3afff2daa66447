import { setTimeout as sleep } from 'node:timers/promises';
import type { Ended } from '../../e2e/program';
import type { Trial } from '../trial';
import { type Press, type Pressed, toldWords } from './press';

const argumentsOf = (action: Pressed, batchId: string): readonly string[] => {
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
  return (JSON.parse(stdout) as { result: string }).result === 'already' ? 'already' : 'done';
}

/** The command as a process, to its end; `killAfterMs`: it is killed wherever it then is. */
export async function pressByCommand(trial: Trial, action: Pressed, batchId: string, killAfterMs?: number): Promise<Press['told']> {
  const why = trial.nextReason();
  const beginMs = Date.now();
  const command = trial.world.payrun([...argumentsOf(action, batchId), '--because', why, '-o', 'json'], trial.settings);
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
