import { Chance } from '../parts/chance';
import type { Trial } from '../trial';
import type { BatchAction, Word } from './press';
import { pressByCommand, sayByCommand } from './press-by-command';
import { pressByUpdate, sayByUpdate } from './press-by-update';

const updateShare = 0.4;
/** By an update only what the workers call unknown, too, is resolved. */
const sayByUpdateShare = 0.2;

/** One who presses what they can, with draws of their own: what one person does does not change what the blows draw. */
export type Person = Readonly<{
  chance: Chance;
  /** By the command, or by an update twice. */
  press: (action: BatchAction, batchId: string) => Promise<unknown>;
  /** By a command that is killed before it has ended, and once more in a share of the times. */
  cutOff: (action: BatchAction, batchId: string) => Promise<void>;
  /** How a row ended, in either way. */
  say: (batchId: string, word: Word) => Promise<unknown>;
  /** By a command that is killed, and once more in a share of the times. */
  sayCutOff: (batchId: string, word: Word) => Promise<void>;
}>;

export function somePerson(trial: Trial): Person {
  const chance = new Chance(trial.chance.between(1, 1_000_000_000), 'person');
  const press = (action: BatchAction, batchId: string) =>
    chance.maybe(updateShare) && action !== 'approve' ? pressByUpdate(trial, action, batchId) : pressByCommand(trial, action, batchId);
  const say = (batchId: string, word: Word) =>
    chance.maybe(sayByUpdateShare) ? sayByUpdate(trial, batchId, word) : sayByCommand(trial, batchId, word);
  return {
    chance,
    press,
    say,
    cutOff: async (action, batchId) => {
      await pressByCommand(trial, action, batchId, chance.between(400, 2_000));
      if (chance.maybe(0.5)) await press(action, batchId);
    },
    sayCutOff: async (batchId, word) => {
      await sayByCommand(trial, batchId, word, chance.between(400, 2_000));
      if (chance.maybe(0.5)) await say(batchId, word);
    },
  };
}
