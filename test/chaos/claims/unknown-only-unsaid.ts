import type { Breach, Claim } from './claim';
import { invoiceEnd } from './gateway-end';
import { toldRows } from './told-rows';

export const unknownOnlyUnsaid: Claim = {
  says: 'a row is told unknown only where the gateway never said how it ended',
  breaches({ files, invoices, invoicesBefore, foreignInvoices }) {
    return toldRows(files).flatMap((each): readonly Breach[] => {
      if (each.told.outcome !== 'unknown') return [];
      const { reference } = each.row;
      const where = `${each.batchId} line ${each.line} is told unknown`;
      const now = invoiceEnd(invoices, foreignInvoices, each);
      if (now === undefined) return [{ reference, what: `${where}, but has no invoice at the gateway` }];
      const before = invoiceEnd(invoicesBefore, foreignInvoices, each);
      if (now.isOthers || !before?.isFinal) return [];
      return [{ reference, what: `${where}, but ${before.id} has been ${before.status} for a minute` }];
    });
  },
};
