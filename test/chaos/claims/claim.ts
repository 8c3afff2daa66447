import type { Evidence } from '../evidence';

/** One row, or the whole run, for which a claim does not hold. */
export type Breach = Readonly<{
  /** `undefined` where it is about the whole run. */
  reference: string | undefined;
  what: string;
}>;

/** Something that must hold in every run, whatever was done to it. */
export type Claim = Readonly<{
  /** A sentence: "no row's money moves twice". */
  says: string;
  breaches(evidence: Evidence): Promise<readonly Breach[]> | readonly Breach[];
}>;
