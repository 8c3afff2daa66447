import type { Pace } from '../gateway/pace';
import type { Turnstile } from './turnstile';

/** How a worker reads paid rows again: seldom, a few pages at once, and at its end not at all. `rowsMax`: of one page. */
export type ReviewDesk = Readonly<{ enter: Turnstile; pace: Pace; stopping: AbortSignal; delaysMs: readonly number[]; rowsMax: number }>;
