import type { RequestRecord } from '../../../src/sandbox/request-record';
import type { Evidence } from '../evidence';
import type { Breach, Claim } from './claim';
import { groupedBy } from './grouped-by';
import { pairsOf } from './pairs-of';
import { isAnswerable } from './sent-in-turn';

/**
 * Process calls that the gateway itself answered 2xx, of each invoice, in order of arrival. A 2xx that a fault spoke may have had no effect;
 * what it did have, the books show.
 */
function accepted({ requests }: Evidence): readonly (readonly RequestRecord[])[] {
  const taken = requests.filter(({ step, fault, status = 0 }) => {
    const isTrue = fault === undefined || fault === 'slow';
    return step === 'process' && isTrue && Math.floor(status / 100) === 2;
  });
  return groupedBy(taken, ({ path }) => path);
}

/** By what reached the gateway and how it answered. */
export const processAcceptedOnce: Claim = {
  says: 'the gateway never accepts two process calls for one invoice',
  async breaches(evidence) {
    const breaches: Breach[] = [];
    for (const [earlier, later] of accepted(evidence).flatMap(pairsOf)) {
      if (!(await isAnswerable(evidence, earlier, later))) continue;
      const [first, second] = [earlier, later].map(({ timeMs }) => new Date(timeMs).toISOString());
      breaches.push({ reference: later.reference, what: `${later.path} was accepted at ${first} and again at ${second}` });
    }
    return breaches;
  },
};
