import { maskWords } from '../domain/mask-words';

/** Who presses something in the Temporal UI, for the audit: what somebody typed there is kept as a claim, and proves nobody. */
export const typedActor = (by: string | undefined): string => `Temporal${by === undefined ? '' : ` (${maskWords(by, [])})`}`;
