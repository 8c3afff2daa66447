import type { Evidence } from '../evidence';
import type { Breach, Claim } from './claim';
import { ownMovements } from './own-movements';
import { rootOf } from './root-of';
import { toldByReference } from './told-rows';

const processed = /^\/payout-invoices\/([^/]+)\/process$/;

/** Somebody else's invoices that Payrun set going without taking them for a row's own. */
function othersProcessed({ files, requests, foreignInvoices }: Evidence): readonly Breach[] {
  const adopted = new Set(files.flatMap(({ report }) => report.map(({ invoice_id }) => invoice_id)));
  const theirs = new Set(foreignInvoices.filter((id) => !adopted.has(id)));
  return requests.flatMap(({ path, reference }) => {
    const id = processed.exec(path)?.[1];
    return id !== undefined && theirs.has(id) ? [{ reference, what: `invoice ${id} of somebody else was processed` }] : [];
  });
}

export const nobodyElseIsPaid: Claim = {
  says: 'nobody is paid, and nothing is sent, but for a row of a file',
  breaches(evidence) {
    const rows = toldByReference(evidence.files);
    const strays = ownMovements(evidence).flatMap(({ id, referenceId: reference, currency }): readonly Breach[] => {
      const mine = rows.get(rootOf(reference));
      if (mine === undefined) return [{ reference, what: `${id} moved money for no row of any file` }];
      return mine.some(({ row }) => row.currency === currency)
        ? []
        : [{ reference, what: `${id} moved ${currency}, which no row asks for` }];
    });
    const sentStrays = evidence.requests
      .filter(({ step, reference }) => step === 'create' && (reference === undefined || !rows.has(rootOf(reference))))
      .map(({ reference, timeMs }) => ({ reference, what: `a create of no row of any file arrived at ${new Date(timeMs).toISOString()}` }));
    return [...strays, ...sentStrays, ...othersProcessed(evidence)];
  },
};
