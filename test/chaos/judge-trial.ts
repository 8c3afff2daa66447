import { allClaims } from './claims/all-claims';
import type { Breach } from './claims/claim';
import type { Evidence } from './evidence';

export type Judged = Readonly<{ says: string; breaches: readonly Breach[] }>;

/** Holds every claim against what happened. */
export async function judgeTrial(evidence: Evidence): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const claim of allClaims) judged.push({ says: claim.says, breaches: await claim.breaches(evidence) });
  return judged;
}
