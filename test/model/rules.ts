import type { Broken } from './claims';
import type { StoreFlaws } from './flaws';
import type { Weather } from './gateway-model';

/** What the explored world is like, and how closely it is looked at. */
export type Rules = Readonly<{
  /** Claims that are not judged. */
  blindTo: readonly Broken[];
  weather: Weather;
  flaws: StoreFlaws;
  /** Attempts at once besides the workflow's own; a frozen one thaws this long after its beginning, or never. */
  straysMax: number;
  thawWithinMs: number;
  /** Nobody comes between the calls of a read, unless it is frozen or killed there. */
  wholeReads: boolean;
  /** Waits end on this grid. */
  gridMs: number;
}>;
