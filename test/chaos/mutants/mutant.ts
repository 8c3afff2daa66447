/** One safeguard taken out of the sources. */
export type Mutant = Readonly<{
  /** What is taken out, as a person says it. */
  without: string;
  /** From the checkout. */
  file: string;
  /** Stands in the file exactly once. */
  text: string;
  replacement: string;
  /** The blows under which its absence shows. */
  blows: string;
}>;
