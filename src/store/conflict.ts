import type { FinalOutcome } from '../domain/outcome';

/** A row that another batch stands in the way of. Names no recipient: lines and batches only. */
export type Conflict = Readonly<{
  line: number;
  /** `reference_used`: its root reference; `paid_already`: its payment, by fingerprint, was paid or may still be. */
  problem: 'reference_used' | 'paid_already';
  otherBatch: string;
  otherLine: number;
  /** When the other row was sent, or claimed if it has not been. */
  when: Date;
  otherOutcome: FinalOutcome | 'open';
}>;
