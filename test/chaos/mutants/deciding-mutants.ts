import type { Mutant } from './mutant';

const approvals = 'test/store/approvals/approve-batch.test.ts';
const retries = 'test/store/retry/retry-rows.test.ts';

/** Safeguards of what people decide: approval, retry, resolve, and the periods of a payroll. */
export const decidingMutants: readonly Mutant[] = [
  {
    without: 'the gate of a batch that wants approval',
    file: 'src/store/pass-check.ts',
    text: "      await closeBatchGate(queries, batchId, 'approval');\n",
    replacement: '',
    seenBy: { test: approvals, says: 'nothing of a batch is sent before it is approved' },
  },
  {
    without: 'the hash of the content that is approved',
    file: 'src/store/approvals/approve-batch.ts',
    text: "  if (!awaited.contentHash.startsWith(request.hash.toLowerCase())) return 'other_content';\n",
    replacement: '',
    seenBy: { test: approvals, says: 'only the content that was seen is approved' },
  },
  {
    without: 'the second approval, of what is retried',
    file: 'src/store/retry/reopen-rows.ts',
    text: "    await closeBatchGate(queries, batch.id, 'approval');\n",
    replacement: '',
    seenBy: { test: retries, says: 'waits for approval again' },
  },
  {
    without: 'the question to the gateway before a failed row is sent again',
    file: 'src/store/retry/retry-rows.ts',
    text: 'toRead.every(({ attempt }) => confirmed(line, attempt))',
    replacement: 'toRead.every(({ attempt }) => confirmed(line, attempt) || true)',
    seenBy: { test: retries, says: 'once the gateway has said again that it failed for good' },
  },
  {
    without: 'a new reference for a row that failed at the gateway',
    file: 'src/store/retry/reopen-rows.ts',
    text: "then p.root_reference || '-r2'",
    replacement: 'then p.reference',
    seenBy: { test: retries, says: 'once the gateway has said again that it failed for good' },
  },
  {
    without: 'the key of a row that a person has said failed',
    file: 'src/store/resolve/resolve-row.ts',
    text: 'resolved_at = clock_timestamp() where',
    replacement: "resolved_at = clock_timestamp(), holds_reference = $3 = 'paid' where",
    seenBy: { test: 'test/store/resolve/resolve-row.test.ts', says: 'to failed, and nothing else of the row' },
  },
  {
    without: 'the stop of sends for a row that a person has resolved',
    file: 'src/store/journal/begin-send.ts',
    text: '      and p.resolved_as is null\n',
    replacement: '',
    seenBy: { test: 'test/activities/resolved-row.test.ts', says: 'is not sent by an attempt that had decided to before' },
  },
  {
    without: 'the one batch of a period',
    file: 'src/payroll/claim-for-run.ts',
    text: "    if (!isOurs) return { kind: 'overtaken' };\n",
    replacement: '',
    seenBy: { test: 'test/payroll/run-period.test.ts', says: 'by two at once with other rosters is paid from one of them' },
  },
  {
    without: 'the moment that a schedule names, for that of the clock',
    file: 'src/payroll/plan-run.ts',
    text: 'return payDatesAt(calendar, scheduledAt);',
    replacement: 'return payDatesAt(calendar, new Date());',
    seenBy: { test: 'test/payroll/plan-run.test.ts', says: 'a scheduled moment pays its own period' },
  },
];
