import { formatAmount } from '../../src/domain/format-amount';
import { readJournal } from './claims/journal';
import { rootOf } from './claims/root-of';
import { toldByReference } from './claims/told-rows';
import type { Evidence } from './evidence';

type Told = Readonly<{ timeMs: number; who: 'journal' | 'gateway' | 'books' | 'proof'; what: string }>;

const words = (...parts: readonly (string | number | false | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ');

async function toldByJournal({ db }: Evidence, reference: string): Promise<readonly Told[]> {
  const lines = (await readJournal(db)).filter((line) => rootOf(line.reference) === rootOf(reference));
  return lines.flatMap(({ id, batchId, line, step, probe, sentAtMs, doneAtMs, httpStatus, verdict, sawStatus }): readonly Told[] => {
    const call = `${batchId} line ${line}: ${step} ${id}`;
    const sent: Told = {
      timeMs: sentAtMs,
      who: 'journal',
      what: words(call, 'is sent', probe && 'as a probe', !verdict && '(no answer known)'),
    };
    if (doneAtMs === undefined) return [sent];
    return [sent, { timeMs: doneAtMs, who: 'journal', what: words(call, 'answered', httpStatus ?? 'nothing:', verdict, sawStatus) }];
  });
}

const toldByGateway = ({ requests }: Evidence, reference: string): readonly Told[] =>
  requests
    .filter((request) => rootOf(request.reference ?? '') === rootOf(reference))
    .map(({ timeMs, step, method, path, status, fault }) => ({
      timeMs,
      who: 'gateway',
      what: words(step ?? `${method} ${path}`, 'arrives, answered', status ?? 'nothing', fault !== undefined && `by the fault ${fault}`),
    }));

const toldByBooks = ({ movements }: Evidence, reference: string): readonly Told[] =>
  movements
    .filter(({ referenceId }) => rootOf(referenceId) === rootOf(reference))
    .map(({ id, direction, currency, amountMinor, time }) => ({
      timeMs: Date.parse(time),
      who: 'books',
      what: `${currency} ${formatAmount(BigInt(amountMinor), currency)} ${direction}, ${id}`,
    }));

/** What was done to everybody while this row was on its way. */
function toldByProof({ frozen, forgotten }: Evidence, fromMs: number, toMs: number): readonly Told[] {
  const spans = [
    ...frozen.map((span) => ({ ...span, begin: 'something stands still or is held back', end: 'it goes on' })),
    ...forgotten.map((span) => ({ ...span, begin: 'the database is copied', end: 'the database is put back to the copy' })),
  ];
  return spans
    .filter((span) => span.fromMs <= toMs && span.toMs >= fromMs)
    .flatMap((span): readonly Told[] => [
      { timeMs: span.fromMs, who: 'proof', what: span.begin },
      { timeMs: span.toMs, who: 'proof', what: span.end },
    ]);
}

/** All that is known of one row, for a person: how it ended, then what happened in order of time. Says nothing of who is paid. */
export async function tellRow(evidence: Evidence, reference: string): Promise<readonly string[]> {
  const ends = (toldByReference(evidence.files).get(rootOf(reference)) ?? []).map(({ batchId, line, row, told }) => {
    const asked = `${row.currency} ${formatAmount(row.amountMinor, row.currency)}`;
    return words(`${reference}: ${batchId} line ${line}, ${asked}:`, told.outcome ?? 'not told', told.problem, told.invoice_id);
  });
  const own = [...(await toldByJournal(evidence, reference)), ...toldByGateway(evidence, reference), ...toldByBooks(evidence, reference)];
  const times = own.map(({ timeMs }) => timeMs);
  const events = own.length === 0 ? [] : [...own, ...toldByProof(evidence, Math.min(...times), Math.max(...times))];
  const inOrder = events.sort((one, other) => one.timeMs - other.timeMs);
  return [...ends, ...inOrder.map(({ timeMs, who, what }) => `${new Date(timeMs).toISOString()}  ${who.padEnd(7)}  ${what}`)];
}
