import type { MadeRow } from '../../e2e/payees';
import type { Trial } from '../trial';

/** One way in which people send files. Its file stands under `name`; what it sends is noted in `trial.files`. */
export type Scene = (trial: Trial, name: string, rows: readonly MadeRow[]) => Promise<void>;
