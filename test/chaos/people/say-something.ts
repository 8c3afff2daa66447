import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolutions } from '../../../src/domain/resolution';
import { fileOfRows, type MadeRow, madeRows } from '../../e2e/payees';
import { sendUntilTaken } from '../send-file';
import type { Trial } from '../trial';
import { type DoubtfulRow, doubtfulRows } from './doubtful-rows';
import type { Person } from './person';

const looksMax = 20;
/** Of the files that are sent so: none is made of another one's rows, or its references would grow beyond what Payrun takes. */
const prefix = 'otherwise-';

/** Somebody waits for an unknown row, and says how it ended. */
export async function saySomething(trial: Trial, who: Person): Promise<void> {
  for (let looks = 0; looks < looksMax; looks += 1) {
    const rows = await doubtfulRows(trial);
    if (rows.length > 0) return await sayOf(trial, who, who.chance.oneOf(rows));
    await sleep(1_000);
  }
}

/**
 * Somebody says how a row ended that they know nothing of: once, twice, two people in one moment, each their own, or cut off. Then they try
 * to have it paid again, by a retry or by another file.
 */
export async function sayOf(trial: Trial, { chance, say, sayCutOff, press }: Person, row: DoubtfulRow): Promise<void> {
  const { batchId, line, reference } = row;
  const word = { line, reference, as: chance.oneOf(resolutions), despite: chance.maybe(0.85) };
  const ways = [
    () => say(batchId, word),
    () => sayCutOff(batchId, word),
    () => Promise.all([say(batchId, word), say(batchId, { ...word, as: chance.oneOf(resolutions) })]),
  ];
  await chance.oneOf(ways)();
  if (chance.maybe(0.2)) await say(batchId, { ...word, as: chance.oneOf(resolutions) });
  if (chance.maybe(0.3)) await press('retry', batchId);
  if (chance.maybe(0.4)) await payOtherwise(trial, row, chance.maybe(0.5));
}

/** The row's payment once more in another file, under its reference or a new one, as people do who think that it failed. */
async function payOtherwise(trial: Trial, row: DoubtfulRow, underNewReference: boolean): Promise<void> {
  const own = trial.files.filter((file) => file.batchId === row.batchId && !basename(file.path).startsWith(prefix));
  const made = own.flatMap(({ rows }) => rows).find(({ reference }) => reference === row.rootReference);
  const name = `${prefix}${row.rootReference}.csv`;
  const path = join(trial.world.workFolder, name);
  // A payroll's rows go under the period's references, which a plain file does not have.
  if (made === undefined || made.cells.reference_id !== made.reference || trial.files.some((file) => file.path === path)) return;
  const reference = underNewReference ? `${made.reference}-otherwise` : made.reference;
  const again: MadeRow = { ...made, reference, cells: { ...made.cells, reference_id: reference } };
  await trial.alone(async () => {
    const rows = [again, ...madeRows(1, { prefix: name.slice(0, -4), from: 8_000 + trial.files.length })];
    trial.count('payment of a resolved row sent in another file');
    trial.world.writeFile(name, fileOfRows(rows));
    const args = ['--duplicates', 'skip'];
    trial.files.push({ path, rows, args, batchId: await sendUntilTaken(trial, path, args) });
  });
}
