import { chancyRows, fileOfRows } from '../../e2e/payees';
import { sendUntilTaken } from '../send-file';
import type { Scene } from './scene';

/** Half of the rows, to accounts of which half refuse the money: what people retry under new references. The rest as it is. */
export const chancyAccounts: Scene = async (trial, name, rows) => {
  const from = Number(rows[0]?.reference.slice(-4) ?? 0);
  const chancy = chancyRows(Math.ceil(rows.length / 2), { prefix: `${name}-chance`, from });
  const all = [...chancy, ...rows.slice(chancy.length)];
  const path = trial.world.writeFile(`${name}.csv`, fileOfRows(all));
  trial.files.push({ path, rows: all, args: [], batchId: await sendUntilTaken(trial, path) });
};
