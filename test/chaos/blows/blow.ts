import type { Trial } from '../trial';

/** Something bad that is done to the world once. It may count itself under a finer name, or not at all if its moment never came. */
export type Blow = Readonly<{
  /** How often it is drawn, next to the others. */
  weight: number;
  fall: (trial: Trial) => Promise<void>;
}>;
