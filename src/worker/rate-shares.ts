import { limits } from '../domain/limits';

const least = 0.1;

// A row costs two sends and at least one read.
const part = (perSecond: number | undefined, share: number): number | undefined =>
  perSecond === undefined ? undefined : Math.max(least, perSecond * share);

/** Of the gateway's rate, two thirds are for sends, over all workers. `undefined`: no limit. */
export const sendsPerSecond = (requestsPerSecond: number | undefined): number | undefined => part(requestsPerSecond, 2 / 3);

/** And one third for reads. */
export const readsPerSecond = (requestsPerSecond: number | undefined): number | undefined => part(requestsPerSecond, 1 / 3);

/** Of these reads, what one worker's reviews of paid rows take at most. */
export const reviewsPerSecond = (requestsPerSecond: number | undefined): number | undefined =>
  part(requestsPerSecond, limits.reviewRateShare);
