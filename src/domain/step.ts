/** One kind of request to the gateway. Create and process are sends; look-up (by reference) and settle (by id) are reads. */
export const steps = ['create', 'look_up', 'process', 'settle'] as const;
export type Step = (typeof steps)[number];

export type SendStep = 'create' | 'process';
export type ReadStep = 'look_up' | 'settle';

/**
 * What one gateway answer says about the step that asked.
 *
 * - `done`: it took effect (a send), or there is news (a read)
 * - `refused`: it had no effect and never will, sent unchanged
 * - `absent`: a read says, in the gateway's own words, that there is nothing
 * - `unavailable`: a read brought no news
 * - `misconfigured`: credentials, address or method are wrong; a send had no effect
 * - `limited`: too many requests
 * - `ambiguous`: a send may or may not have taken effect
 */
export const verdicts = ['done', 'refused', 'absent', 'unavailable', 'misconfigured', 'limited', 'ambiguous'] as const;
export type Verdict = (typeof verdicts)[number];
