import { setTimeout as sleep } from 'node:timers/promises';
import { fileOfRows } from '../../e2e/payees';
import { sendUntilTaken } from '../send-file';
import type { Scene } from './scene';

/** One file, sent once and taken. */
export const sentOnce: Scene = async (trial, name, rows) => {
  const path = trial.world.writeFile(`${name}.csv`, fileOfRows(rows));
  trial.files.push({ path, rows, args: [], batchId: await sendUntilTaken(trial, path) });
};

/** The command is killed twice in the middle of what it does, and the file sent again. */
export const submitKilled: Scene = async (trial, name, rows) => {
  const path = trial.world.writeFile(`${name}.csv`, fileOfRows(rows));
  for (const _ of [1, 2]) {
    const command = trial.world.payrun(['submit', path, '--yes'], trial.settings);
    await sleep(trial.chance.between(300, 2_500));
    if (!command.hasEnded) trial.count('kill of a submit');
    await command.kill();
  }
  trial.files.push({ path, rows, args: [], batchId: await sendUntilTaken(trial, path) });
};

/** Three terminals send one file in the same moment. */
export const sentThrice: Scene = async (trial, name, rows) => {
  trial.count('file sent from three terminals at once');
  const path = trial.world.writeFile(`${name}.csv`, fileOfRows(rows));
  const batches = new Set(await Promise.all([1, 2, 3].map(() => sendUntilTaken(trial, path))));
  const [batchId = ''] = batches;
  if (batches.size !== 1) throw new Error(`${name}: one file became ${batches.size} batches`);
  trial.files.push({ path, rows, args: [], batchId });
};
