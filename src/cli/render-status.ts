import { issueSentence } from '../csv/issue-sentence';
import { formatAmount } from '../domain/format-amount';
import { limits } from '../domain/limits';
import type { RunChange } from '../payroll/run-change';
import { runChangeWords } from '../payroll/run-change-words';
import type { LowBalance } from '../store/balances/low-balances';
import type { Batch } from '../store/batch';
import type { BatchProgress } from '../store/batch-progress';
import type { StandingGate } from '../store/gates/batch-gates';
import { policyWords } from '../store/policy-words';
import { causeWords } from './cause-words';
import { durationText } from './duration-text';
import { groupThousands } from './group-thousands';
import { renderTable } from './render-table';
import { rowsAndTotals } from './rows-and-totals';
import type { Screen } from './screen';
import { shownTime } from './shown-time';
import { type Trouble, troubleSentence } from './trouble';

/** A batch as a person reads it: what it is, how its rows stand, what it waits for, which lines are in trouble. */
export function renderStatus(
  { outIsTerminal, outPaint }: Pick<Screen, 'outIsTerminal' | 'outPaint'>,
  batch: Batch,
  progress: BatchProgress,
  gates: readonly StandingGate[],
  low: readonly LowBalance[] = [],
  change?: RunChange,
  trouble?: Trouble,
): string {
  const submitted = `submitted by ${batch.submittedBy} on ${shownTime(batch.claimedAt ?? batch.storedAt)}`;
  const period = batch.period === '' ? '' : `, period ${batch.period}`;
  const parts = [
    `${outPaint.bold(batch.id)} is ${batch.state.replaceAll('_', ' ')}`,
    `${batch.fileName}${period}: ${rowsAndTotals(batch)}; ${submitted}`,
    `Chosen: ${policyWords(batch.policy)}`,
    ...(change === undefined ? [] : [`Of a payroll: ${runChangeWords(change, groupThousands)}`]),
    ...approvalWords(batch),
    ...(trouble === undefined ? [] : [`${outPaint.yellow('!')} ${troubleSentence(trouble)}`]),
    ...gates.map((gate) => `${outPaint.yellow('!')} ${gateWords(gate)}`),
    ...low.map((balance) => `${outPaint.yellow('!')} ${lowBalanceWords(balance)}`),
    '',
    tableOf(progress, outIsTerminal),
  ];
  if (progress.paidBeforeBatchRows > 0) parts.push('', `${progress.paidBeforeBatchRows} of the paid rows were paid before this batch.`);
  const problems = problemsOf(batch, progress);
  if (problems.length > 0) parts.push('', 'Problems:', ...problems);
  return parts.join('\n');
}

function gateWords({ cause, since, nextProbeInMs }: StandingGate): string {
  const next = nextProbeInMs === undefined ? '' : `; the next row is tried in ${durationText(nextProbeInMs / 1_000)}`;
  return `The batch ${causeWords(cause)} (since ${shownTime(since)}${next}).`;
}

function lowBalanceWords({ currency, balanceMinor, leftMinor, since }: LowBalance): string {
  const shown = (minor: bigint) => `${currency} ${groupThousands(formatAmount(minor, currency))}`;
  const advice = 'fill it up, or rows may fail. Nothing waits for it';
  return `The account has ${shown(balanceMinor)}, and ${shown(leftMinor)} are left to be sent: ${advice} (since ${shownTime(since)}).`;
}

function approvalWords({ approvedBy, approvedAt, approvalEnd }: Batch): readonly string[] {
  if (approvalEnd === 'refused') return ['Its approval was refused: payrun audit tells by whom'];
  if (approvalEnd === 'expired') return ['Nobody approved it in time'];
  return approvedBy === undefined || approvedAt === undefined ? [] : [`Approved by ${approvedBy} on ${shownTime(approvedAt)}`];
}

function tableOf({ ended, open }: BatchProgress, isTerminal: boolean): string {
  const columns = [
    { heading: 'ROWS', align: 'right' },
    { heading: 'HOW' },
    { heading: 'CURRENCY' },
    { heading: 'AMOUNT', align: 'right' },
  ] as const;
  const row = (how: string, { rows, currency, amountMinor }: BatchProgress['open'][number] | BatchProgress['ended'][number]) => {
    const amount = formatAmount(amountMinor, currency);
    return [String(rows), how.replaceAll('_', ' '), currency, isTerminal ? groupThousands(amount) : amount];
  };
  return renderTable(
    columns,
    [...ended.map((each) => row(each.outcome, each)), ...open.map((each) => row(openWords(each), each))],
    isTerminal,
  );
}

function openWords({ state, isUnknown, resolvedAs }: BatchProgress['open'][number]): string {
  if (resolvedAs !== null) return `${resolvedAs}, by a person's word`;
  return isUnknown ? 'unknown' : `open: ${state}`;
}

function problemsOf(batch: Batch, { problems }: BatchProgress): readonly string[] {
  const ofFile = batch.problems.slice(0, limits.issueLinesShownPerCodeMax).map((issue) => `  ${issueSentence(issue)}`);
  const ofRows = problems.map(({ problem, rows, lines }) => {
    const more = rows > lines.length ? ` … ${rows - lines.length} more` : '';
    return `  ${problem} (${rows}): line ${lines.join(', ')}${more}`;
  });
  return [...ofFile, ...ofRows];
}
