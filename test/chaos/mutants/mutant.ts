/** One safeguard taken out of the sources. */
export type Mutant = Readonly<{
  /** What is taken out, as a person says it. */
  without: string;
  /** From the checkout. */
  file: string;
  /** Stands in the file exactly once. */
  text: string;
  replacement: string;
  seenBy: SeenBy;
}>;

/**
 * What its absence shows in: a claim of the proof under these blows, as what goes wrong only while things fail; or a test of this name,
 * as what people decide, which no fault is needed for.
 */
export type SeenBy = Readonly<{ blows: string }> | Readonly<{ test: string; says: string }>;
