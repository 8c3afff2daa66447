import { setTimeout as sleep } from 'node:timers/promises';
import { fileOfRows, type MadeRow, madeRows } from '../../e2e/payees';
import { sendUntilTaken, submitOnce } from '../send-file';
import type { Trial } from '../trial';
import type { Scene } from './scene';

/** The corrected file must be refused; a part that is out of reach is waited for. */
async function mustBeRefused(trial: Trial, path: string): Promise<void> {
  for (;;) {
    const { code, stdout, stderr } = await submitOnce(trial, path, []);
    if (code === 2) return;
    if (code === 0) throw new Error(`${path} was taken although its rows are being paid:\n${stdout}${stderr}`);
    await sleep(1_000);
  }
}

/** One amount is changed, one row is added, and the whole file is sent again while the first one runs: only what is new may be paid. */
export const correctedFile: Scene = (trial, name, rows) => trial.alone(() => sendBoth(trial, name, rows));

async function sendBoth(trial: Trial, name: string, rows: readonly MadeRow[]): Promise<void> {
  trial.count('corrected file sent whole');
  const path = trial.world.writeFile(`${name}.csv`, fileOfRows(rows));
  const batchId = await sendUntilTaken(trial, path);
  trial.files.push({ path, rows, args: [], batchId });
  await sleep(trial.chance.between(0, 5_000));
  const changed = trial.chance.between(0, rows.length - 1);
  const added = madeRows(1, { prefix: `${name}-new`, from: 9_990 + trial.files.length });
  const corrected: readonly MadeRow[] = [
    ...rows.map((row, at) => (at === changed ? { ...row, amountMinor: row.amountMinor + 5_000n } : row)),
    ...added,
  ];
  const correctedPath = trial.world.writeFile(`${name}-corrected.csv`, fileOfRows(corrected));
  await mustBeRefused(trial, correctedPath);
  const args = ['--duplicates', 'skip'];
  trial.files.push({ path: correctedPath, rows: corrected, args, batchId: await sendUntilTaken(trial, correctedPath, args) });
}
