import type { RequestRecord } from '../../../src/sandbox/request-record';
import type { Evidence } from '../evidence';
import type { Breach, Claim } from './claim';
import { groupedBy } from './grouped-by';
import { pairsOf } from './pairs-of';
import { noEffectStatuses } from './promised';
import { retriedBetween } from './retried-between';
import { rootOf } from './root-of';
import { isAnswerable } from './sent-in-turn';
import { toldByReference } from './told-rows';

/** Creates of each reference, and what asked about it, in order of arrival. */
function createsAndFinds({ requests }: Evidence): readonly (readonly RequestRecord[])[] {
  const asked = requests.filter(({ step }) => step === 'create' || step === 'find');
  return groupedBy(asked, ({ reference }) => reference);
}

/** By what reached the gateway, whatever Payrun wrote down about it. */
export const gatewayAskedBetweenCreates: Claim = {
  says: 'two creates of one row never reach the gateway without a look-up between them',
  async breaches(evidence) {
    const rows = toldByReference(evidence.files);
    const breaches: Breach[] = [];
    for (const [earlier, later] of createsAndFinds(evidence).flatMap(pairsOf)) {
      const { reference, status } = later;
      if (earlier.step !== 'create' || later.step !== 'create' || noEffectStatuses.includes(earlier.status ?? 0)) continue;
      // A refused row has ended and given its key back: another file may use it, or the row itself once somebody retries it.
      if (earlier.status === 422 && (rows.get(rootOf(reference ?? ''))?.length ?? 0) > 1) continue;
      if (earlier.status === 422 && (await retriedBetween(evidence.db, earlier, later))) continue;
      if (!(await isAnswerable(evidence, earlier, later))) continue;
      const first = `${new Date(earlier.timeMs).toISOString()} (${earlier.status ?? 'no answer'})`;
      const second = `${new Date(later.timeMs).toISOString()} (${status ?? 'no answer'})`;
      breaches.push({ reference, what: `creates arrived at ${first} and ${second}, and no look-up between them` });
    }
    return breaches;
  },
};
