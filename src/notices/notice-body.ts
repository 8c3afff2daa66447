import type { NoticeDetails, NoticeKind } from '../domain/notice';

type Told = Readonly<{ type: string; whatToDo: (batch: string) => string }>;

/** Type and advice of each kind. Types are protocol: receivers compare them. */
const told: Readonly<Record<NoticeKind, Told>> = {
  approval_needed: {
    type: 'payrun.approval.needed',
    whatToDo: (batch) => `Look at what was checked and approve or refuse it: payrun approve ${batch}`,
  },
  approval_expired: {
    type: 'payrun.approval.expired',
    whatToDo: (batch) => `Nobody approved it in time and nothing was sent: payrun status ${batch}`,
  },
  breaker_open: {
    type: 'payrun.breaker.open',
    whatToDo: () => 'Nothing new is sent; one row at a time is tried until the gateway is well. Look at the cause: payrun doctor',
  },
  breaker_closed: { type: 'payrun.breaker.closed', whatToDo: () => 'Nothing: batches of this account go on.' },
  failures_over_limit: {
    type: 'payrun.batch.failures_over_limit',
    whatToDo: (batch) => `Nothing new is sent. Look at the failures (payrun status ${batch}), then payrun resume or payrun cancel`,
  },
  balance_low: { type: 'payrun.balance.low', whatToDo: () => 'Fill up the account; rows that it cannot pay may fail.' },
  batch_finished: { type: 'payrun.batch.finished', whatToDo: (batch) => `See what came of each row: payrun report ${batch}` },
  rows_unknown: {
    type: 'payrun.rows.unknown',
    whatToDo: (batch) => `Ask the gateway about them and do not pay them again: payrun report ${batch}`,
  },
  rows_reversed: {
    type: 'payrun.rows.reversed',
    whatToDo: (batch) => `Ask the gateway why it took the money back: payrun report ${batch}`,
  },
  payroll_refused: {
    type: 'payrun.payroll.refused',
    whatToDo: () =>
      'Nothing of this period was sent. See why (payrun schedule show), mend it, and run it again: payrun schedule run --period',
  },
  payroll_missed: {
    type: 'payrun.payroll.missed',
    whatToDo: () => 'Nobody was there to run this period. If it is still to be paid: payrun schedule run --period',
  },
  payroll_changed: {
    type: 'payrun.payroll.changed',
    whatToDo: (batch) => `It differs much from the period before, and waits for a person: payrun approve ${batch}`,
  },
  payroll_unknown: {
    type: 'payrun.payroll.unknown',
    whatToDo: () =>
      'Temporal asks for this payroll, but the database does not know it, so nobody is paid. Make it again (payrun schedule create), or end it: payrun schedule delete',
  },
  payroll_file_left: {
    type: 'payrun.payroll.file_left',
    whatToDo: () =>
      'A file lies in the folder for a period that has been run, and is not paid. Take it away, or if it is to be paid: payrun schedule run --period',
  },
};

export type NoticeFacts = Readonly<{
  kind: NoticeKind;
  at: Date;
  mode: 'test' | 'live';
  batchId: string | null;
  details: NoticeDetails;
}>;

/** The JSON that is sent: the same text for every try. Details are ids, counts, sums, causes and lines alone. */
export function noticeBody({ kind, at, mode, batchId, details }: NoticeFacts): string {
  const { type, whatToDo } = told[kind];
  const batch = batchId === null ? {} : { batch: batchId, workflowId: `batch/${batchId}` };
  return JSON.stringify({ type, timestamp: at.toISOString(), data: { ...details, mode, ...batch, whatToDo: whatToDo(batchId ?? '') } });
}
