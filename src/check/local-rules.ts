import type { PayoutRecord } from '../csv/payout-record';
import { currencyDecimals } from '../domain/currency';
import { parseAmount } from '../domain/parse-amount';
import type { PayoutRow } from '../domain/payout';
import type { RowIssue } from '../domain/row-issue';
import type { CellProblem, CellRule } from './cell-rule';
import { columnRule } from './column-rule';
import { payoutDetails } from './payout-details';
import { rowProblems } from './row-rules';
import { shownValue } from './shown-value';

export type CheckedRecord = Readonly<{ ok: true; row: PayoutRow }> | Readonly<{ ok: false; issues: readonly RowIssue[] }>;

const missing: Readonly<Record<string, CellProblem>> = {
  service: { code: 'service_missing', expected: 'the code of a service', got: 'nothing', fix: 'Run payrun services to see the codes.' },
  currency: { code: 'currency_missing', expected: 'a currency', got: 'nothing', fix: 'Write the three-letter code, such as USD.' },
  amount: { code: 'amount_missing', expected: 'an amount', got: 'nothing', fix: 'Write the amount, or delete the row.' },
};

/** A roster is paid period after period: only a key of the person's own keeps a row that moves or changes from being paid twice in one. */
const referenceMissing: CellProblem = {
  code: 'reference_missing',
  expected: "the person's lasting key, since this file is paid every period",
  got: 'nothing',
  fix: 'Give each person a reference_id that stays the same from period to period.',
};

/** The rules that need no gateway, for the rows of one file and pay period. */
export class LocalRules {
  readonly #period: string | undefined;
  readonly #rules = new Map<string, CellRule>();

  readonly #isRoster: boolean;

  constructor(period: string | undefined, isRoster = false) {
    this.#period = period;
    this.#isRoster = isRoster;
  }

  /** Makes a row of a record, or tells everything that is wrong with it. */
  check(record: Pick<PayoutRecord, 'line' | 'cells' | 'columns'>): CheckedRecord {
    const { line, cells, columns } = record;
    const issues: RowIssue[] = [];
    const report = (column: string, problem: CellProblem): void => {
      issues.push({
        code: problem.code,
        line,
        column,
        expected: problem.expected,
        got: problem.got ?? shownValue(column, cells.get(column) ?? ''),
        fix: problem.fix,
      });
    };
    for (const [column, text] of cells) {
      const problem = this.#rule(column)(text);
      if (problem !== undefined) report(column, problem);
    }
    for (const [column, problem] of Object.entries(missing)) {
      // A column that the header lacks is told once, with the header.
      if (columns.has(column) && !cells.has(column)) report(column, problem);
    }
    if (this.#isRoster && !cells.has('reference_id')) report('reference_id', referenceMissing);
    const named = new Set(issues.map((issue) => issue.column));
    for (const problem of rowProblems(cells, this.#period)) {
      if (!named.has(problem.column)) report(problem.column, problem);
    }
    const amountMinor = checkAmount(cells, (problem) => !named.has('amount') && report('amount', problem));
    if (issues.length > 0 || amountMinor === undefined) return { ok: false, issues };
    return { ok: true, row: payoutRow(line, cells, amountMinor) };
  }

  #rule(column: string): CellRule {
    const known = this.#rules.get(column);
    if (known !== undefined) return known;
    const rule = columnRule(column);
    this.#rules.set(column, rule);
    return rule;
  }
}

function checkAmount(cells: ReadonlyMap<string, string>, report: (problem: CellProblem) => void): bigint | undefined {
  const amount = cells.get('amount');
  if (amount === undefined) return undefined;
  const currency = cells.get('currency') ?? '';
  const isKnown = currencyDecimals(currency) !== undefined;
  // The form of an amount can be told wrong without its currency; its number of decimals cannot.
  const parsed = parseAmount(amount, isKnown ? currency : 'USD');
  if (parsed.ok) return isKnown ? parsed.amountMinor : undefined;
  if (!isKnown && (parsed.code === 'amount_decimals' || parsed.code === 'amount_digits')) return undefined;
  report(parsed);
  return undefined;
}

function payoutRow(line: number, cells: ReadonlyMap<string, string>, amountMinor: bigint): PayoutRow {
  const fileReference = cells.get('reference_id');
  const details = payoutDetails(cells);
  const [service = '', currency = ''] = [cells.get('service'), cells.get('currency')];
  return { line, ...(fileReference === undefined ? {} : { fileReference }), service, currency, amountMinor, details };
}
