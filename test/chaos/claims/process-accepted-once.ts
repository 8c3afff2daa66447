import type { RequestRecord } from '../../../src/sandbox/request-record';
import type { Breach, Claim } from './claim';
import { heldUp } from './held-up';
import { pairsOf } from './pairs-of';

const accepted = ({ step, status }: RequestRecord): boolean => step === 'process' && Math.floor((status ?? 0) / 100) === 2;

/** By what reached the gateway and how it answered. */
export const processAcceptedOnce: Claim = {
  says: 'the gateway never accepts two process calls for one invoice',
  breaches(evidence) {
    const byInvoice = new Map<string, RequestRecord[]>();
    for (const request of evidence.requests.filter(accepted)) {
      const requests = byInvoice.get(request.path) ?? [];
      byInvoice.set(request.path, requests);
      requests.push(request);
    }
    return [...byInvoice.values()].flatMap((requests) =>
      pairsOf(requests)
        .filter(([earlier, later]) => !heldUp(evidence, earlier.timeMs, later.timeMs))
        .map(([earlier, later]): Breach => {
          const [first, second] = [earlier, later].map(({ timeMs }) => new Date(timeMs).toISOString());
          return { reference: later.reference, what: `${later.path} was accepted at ${first} and again at ${second}` };
        }),
    );
  },
};
