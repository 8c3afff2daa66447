import { formatAmount } from '../domain/format-amount';
import type { ReportRow } from './report-row';

type Column = Readonly<{ name: string; text: (row: ReportRow) => string }>;

/** The report's columns in their order. Readers go by name: new ones are only added, at the end. */
export const reportColumns: readonly Column[] = [
  { name: 'line', text: (row) => String(row.line) },
  { name: 'reference_id', text: (row) => row.referenceId },
  { name: 'sent_reference', text: (row) => row.sentReference ?? '' },
  { name: 'service', text: (row) => row.service },
  { name: 'currency', text: (row) => row.currency },
  { name: 'amount', text: (row) => formatAmount(row.amountMinor, row.currency) },
  { name: 'recipient', text: (row) => row.recipient },
  { name: 'invoice_id', text: (row) => row.invoiceId ?? '' },
  { name: 'outcome', text: (row) => row.outcome },
  { name: 'gateway_status', text: (row) => row.gatewayStatus ?? '' },
  { name: 'resolution', text: (row) => row.resolution ?? '' },
  { name: 'amount_paid', text: (row) => (row.amountPaidMinor === undefined ? '' : formatAmount(row.amountPaidMinor, row.currency)) },
  { name: 'problem', text: (row) => row.problem ?? '' },
  { name: 'attempts', text: (row) => String(row.attempts) },
  { name: 'finished_at', text: (row) => row.finishedAt?.toISOString() ?? '' },
];
