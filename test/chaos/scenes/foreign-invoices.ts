import { fileOfRows, type MadeRow } from '../../e2e/payees';
import { sendUntilTaken } from '../send-file';
import type { Trial } from '../trial';
import type { Scene } from './scene';

const fieldsOf = ({ cells }: MadeRow): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(cells).flatMap(([name, value]) => (name.startsWith('fields.') ? [[name.slice('fields.'.length), value]] : [])),
  );

type Change = Readonly<{ amountMinor?: string; status?: 'created' | 'processed'; createdMsAgo?: number }>;

async function addFor(trial: Trial, row: MadeRow | undefined, change: Change): Promise<void> {
  if (row === undefined) return;
  const { reference: referenceId, service, currency, amountMinor } = row;
  trial.count('foreign invoice under a reference');
  const invoice = { referenceId, service, currency, amountMinor: String(amountMinor), fields: fieldsOf(row), testMode: true };
  const { id } = await trial.world.sandbox.control.addInvoice({ ...invoice, ...change });
  trial.foreignInvoices.push(id);
}

/**
 * Somebody else has used some of the file's references: for the same payout, open or already paid, today or long ago, or for another one
 * whose money has not moved.
 */
export const foreignInvoices: Scene = async (trial, name, rows) => {
  await addFor(trial, rows[1], { status: 'created' });
  await addFor(trial, rows[3], { status: 'processed', createdMsAgo: 3_600_000 });
  await addFor(trial, rows[5], { status: 'processed' });
  await addFor(trial, rows[7], { amountMinor: '777777' });
  const path = trial.world.writeFile(`${name}.csv`, fileOfRows(rows));
  trial.files.push({ path, rows, args: [], batchId: await sendUntilTaken(trial, path) });
};
