import { formatAmount } from '../domain/format-amount';
import type { ShownAttempt, ShownCall, ShownPayout } from '../store/show-payout';
import { groupThousands } from './group-thousands';
import { renderTable } from './render-table';
import type { Screen } from './screen';

/** A payout as a person reads it, and what was asked of the gateway about it, oldest first. */
export function renderPayout({ outIsTerminal, outPaint }: Pick<Screen, 'outIsTerminal' | 'outPaint'>, payout: ShownPayout): string {
  const amount = (minor: bigint) => `${payout.currency} ${groupThousands(formatAmount(minor, payout.currency))}`;
  const problem = [payout.problem, payout.problemField, payout.problemDetail].filter((part) => part !== null).join(': ');
  const facts: readonly (readonly [name: string, value: string | null])[] = [
    ['batch', `${payout.batchId}, line ${payout.line}`],
    ['sent as', payout.sentAt === null ? 'not sent yet' : payout.reference],
    ['service', payout.service],
    ['amount', amount(payout.amountMinor)],
    ['recipient', payout.recipient],
    ['state', payout.state],
    ['outcome', payout.outcome],
    ['resolved', resolvedWords(payout)],
    ['paid', payout.amountPaidMinor === null ? null : amount(payout.amountPaidMinor)],
    ['invoice', payout.invoiceId],
    [
      'gateway',
      payout.gatewayStatus === null ? null : [payout.gatewayStatus, payout.resolution].filter((part) => part !== null).join(', '),
    ],
    ['problem', problem === '' ? null : problem],
    ['ended', payout.finishedAt?.toISOString() ?? null],
  ];
  const lines = facts.flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(10)}${value}`]));
  const calls = payout.calls.length === 0 ? 'No call was made.' : tableOf(payout.calls, outIsTerminal);
  const earlier = payout.earlierAttempts.map(attemptLine);
  return [outPaint.bold(payout.fileReference ?? payout.rootReference), ...lines, ...earlier, '', calls].join('\n');
}

const resolvedWords = ({ resolvedAs, resolvedBy, resolvedAt }: ShownPayout): string | null =>
  resolvedAs === null ? null : `${resolvedAs}, says ${resolvedBy} on ${resolvedAt?.toISOString()}`;

function attemptLine({ attempt, reference, outcome, invoiceId, gatewayStatus, problem, finishedAt }: ShownAttempt): string {
  const facts = [reference, outcome, invoiceId, gatewayStatus, problem, finishedAt?.toISOString() ?? null];
  return `${`attempt ${attempt}`.padEnd(10)}${facts.filter((fact) => fact !== null).join(', ')}`;
}

function tableOf(calls: readonly ShownCall[], isTerminal: boolean): string {
  const severalAttempts = calls.some(({ attempt }) => attempt > 1);
  const columns = [
    { heading: 'SENT AT' },
    ...(severalAttempts ? [{ heading: 'ATTEMPT', align: 'right' } as const] : []),
    { heading: 'STEP' },
    { heading: 'HTTP', align: 'right' },
    { heading: 'MEANS' },
    { heading: 'STATUS' },
    { heading: 'TOOK', align: 'right' },
    { heading: 'TIMES', align: 'right' },
  ] as const;
  const rows = calls.map((call) => [
    call.sentAt.toISOString(),
    ...(severalAttempts ? [String(call.attempt)] : []),
    call.step.replaceAll('_', '-'),
    call.httpStatus === null ? '-' : String(call.httpStatus),
    // Nobody saw its answer: it may have taken effect.
    call.verdict ?? 'ambiguous',
    call.sawStatus ?? '-',
    call.durationMs === null ? '-' : `${call.durationMs} ms`,
    String(call.calls),
  ]);
  return renderTable(columns, rows, isTerminal);
}
