import type { Evidence, Span } from '../evidence';

/** What was held back arrives this long after it was let go, at the latest. */
const lateMs = 5_000;

/** Whether a request that arrived from one time to another may have been overtaken: somebody stood still, or held it back, just then. */
export const heldUp = ({ frozen }: Pick<Evidence, 'frozen'>, fromMs: number, toMs: number): boolean =>
  frozen.some((span: Span) => span.fromMs <= toMs && span.toMs + lateMs >= fromMs);

/** Whether the journal had forgotten at one time what was sent at another: the database was put back to an older copy between them. */
export const forgottenBy = ({ forgotten }: Pick<Evidence, 'forgotten'>, sentAtMs: number, thenMs: number): boolean =>
  forgotten.some((span: Span) => span.fromMs <= sentAtMs && sentAtMs <= span.toMs + lateMs && span.toMs <= thenMs);
