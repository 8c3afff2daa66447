import type { RequestRecord } from '../../../src/sandbox/request-record';
import type { Evidence } from '../evidence';
import type { Breach, Claim } from './claim';
import { rootOf } from './root-of';

/** The reference before this one: `x-r2` comes after `x`, `x-r3` after `x-r2`. `undefined`: it is the row's first. */
function referenceBefore(reference: string): string | undefined {
  const root = rootOf(reference);
  if (root === reference) return undefined;
  const number = Number(reference.slice(root.length + 2)) - 1;
  return number === 1 ? root : `${root}-r${number}`;
}

/** The first create under each reference. */
function firstCreates(requests: readonly RequestRecord[]): ReadonlyMap<string, RequestRecord> {
  const first = new Map<string, RequestRecord>();
  for (const request of requests) {
    const { step, reference } = request;
    if (step === 'create' && reference !== undefined && !first.has(reference)) first.set(reference, request);
  }
  return first;
}

/** Whether somebody had pressed retry by then, and the gateway told since how the earlier invoice stands. */
function wasAsked({ requests, presses, files }: Evidence, earlier: string, createMs: number): boolean {
  const batches = files.filter(({ rows }) => rows.some(({ reference }) => reference === rootOf(earlier))).map(({ batchId }) => batchId);
  const begins = presses.filter(({ action, batchId }) => action === 'retry' && batches.includes(batchId)).map(({ beginMs }) => beginMs);
  const reads = requests.filter(({ step, reference, status }) => step === 'read' && reference === earlier && status === 200);
  return reads.some(({ timeMs }) => timeMs < createMs && begins.some((beginMs) => beginMs <= timeMs));
}

/** By what people pressed and what reached the gateway, whatever Payrun wrote down about it. */
export const askedBeforeNewReference: Claim = {
  says: 'before a row goes out under a new reference somebody presses retry, and after that the gateway tells of its earlier invoice',
  breaches(evidence) {
    return [...firstCreates(evidence.requests)].flatMap(([reference, { timeMs }]): readonly Breach[] => {
      const earlier = referenceBefore(reference);
      if (earlier === undefined || wasAsked(evidence, earlier, timeMs)) return [];
      const what = `the first create of ${reference} arrived at ${new Date(timeMs).toISOString()}, and nobody had asked about ${earlier}`;
      return [{ reference: rootOf(reference), what }];
    });
  },
};
