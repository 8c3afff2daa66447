import type { RequestRecord } from '../../../src/sandbox/request-record';
import type { Evidence } from '../evidence';
import type { Breach, Claim } from './claim';
import { forgottenBy, heldUp } from './held-up';
import { pairsOf } from './pairs-of';
import { noEffectStatuses } from './promised';
import { toldByReference } from './told-rows';

/** Whether somebody had to ask about the first of two creates before the second could go out. */
function mustBeAsked(evidence: Evidence, earlier: RequestRecord, later: RequestRecord, files: number): boolean {
  if (noEffectStatuses.includes(earlier.status ?? 0)) return false;
  // Refused, the row has ended and given its key back: then another file may send it.
  if (earlier.status === 422 && files > 1) return false;
  return !heldUp(evidence, earlier.timeMs, later.timeMs) && !forgottenBy(evidence, earlier.timeMs, later.timeMs);
}

/** By what reached the gateway, whatever Payrun wrote down about it. */
export const gatewayAskedBetweenCreates: Claim = {
  says: 'two creates of one row never reach the gateway without a look-up between them',
  breaches(evidence) {
    const rows = toldByReference(evidence.files);
    const byReference = new Map<string, RequestRecord[]>();
    for (const request of evidence.requests) {
      if ((request.step !== 'create' && request.step !== 'find') || request.reference === undefined) continue;
      const requests = byReference.get(request.reference) ?? [];
      byReference.set(request.reference, requests);
      requests.push(request);
    }
    return [...byReference].flatMap(([reference, requests]) =>
      pairsOf(requests).flatMap(([earlier, later]): readonly Breach[] => {
        if (earlier.step !== 'create' || later.step !== 'create') return [];
        if (!mustBeAsked(evidence, earlier, later, rows.get(reference)?.length ?? 0)) return [];
        const [first, second] = [earlier, later].map(
          ({ timeMs, status }) => `${new Date(timeMs).toISOString()} (${status ?? 'no answer'})`,
        );
        return [{ reference, what: `creates at ${first} and ${second}, and no look-up between them` }];
      }),
    );
  },
};
