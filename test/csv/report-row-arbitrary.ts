import fc from 'fast-check';
import type { ReportRow } from '../../src/csv/report-row';
import { outcomes } from '../../src/domain/outcome';
import { money } from '../domain/money-arbitrary';

/** A row of a report, its texts as unfriendly as a gateway may make them. */
export const reportRow: fc.Arbitrary<ReportRow> = fc
  .record({
    money,
    text: fc.string(),
    invoiceId: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    outcome: fc.constantFrom(...outcomes),
    isOpen: fc.boolean(),
    attempts: fc.nat(),
    finishedAt: fc.option(fc.date({ noInvalidDate: true }), { nil: undefined }),
  })
  .map(({ money: { currency, amountMinor }, text, invoiceId, outcome, isOpen, attempts, finishedAt }) => ({
    line: 0,
    referenceId: text,
    sentReference: invoiceId,
    service: 'card',
    currency,
    amountMinor,
    recipient: '****0000',
    invoiceId,
    outcome,
    isOpen,
    gatewayStatus: invoiceId,
    resolution: undefined,
    amountPaidMinor: outcome === 'paid' ? amountMinor : undefined,
    problem: text === '' ? undefined : text,
    attempts,
    finishedAt,
  }));

/** Rows of one file: each on a line of its own. */
export const reportRows = fc.array(reportRow, { maxLength: 30 }).map((rows) => rows.map((row, index) => ({ ...row, line: index + 2 })));
