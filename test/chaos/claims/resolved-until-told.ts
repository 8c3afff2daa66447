import { parseLineRanges } from '../../../src/domain/line-ranges';
import type { Resolution } from '../../../src/domain/resolution';
import type { Database } from '../../../src/store/database';
import type { Evidence } from '../evidence';
import type { Breach, Claim } from './claim';
import { invoiceEnd } from './gateway-end';
import { type JournalLine, readJournal } from './journal';
import { isPersonsWord, type ToldRow, toldRows } from './told-rows';

/** What a person has said of a row, in its present attempt: the last word counts, a retry takes all of them back. */
type Said = Readonly<{ as: Resolution; firstMs: number }>;

type Line = Readonly<{ batchId: string; action: 'resolve' | 'retry'; line: number | null; as: Resolution; lines: string; atMs: number }>;

const auditSql = `
  select batch_id as "batchId", action, line, details ->> 'as' as "as", details ->> 'lines' as lines,
    (extract(epoch from at) * 1000)::float8 as "atMs"
  from audit where action in ('resolve', 'retry') order by id`;

async function saidOf(db: Pick<Database, 'query'>): Promise<ReadonlyMap<string, Said>> {
  const said = new Map<string, Said>();
  for (const { batchId, action, line, as, lines, atMs } of await db.query<Line>(auditSql)) {
    const key = `${batchId} ${line}`;
    if (action === 'resolve') said.set(key, { as, firstMs: said.get(key)?.firstMs ?? atMs });
    else for (const retried of parseLineRanges(lines) ?? []) said.delete(`${batchId} ${retried}`);
  }
  return said;
}

const contradicts = (as: Resolution, outcome = ''): boolean =>
  as === 'paid' ? outcome !== 'paid' : ['paid', 'partially_paid'].includes(outcome);

/** What the report should not say of a row of which a person has said something; `undefined` if it is right. */
function wrongIn({ as }: Said, each: ToldRow, { invoices, invoicesBefore, foreignInvoices }: Evidence): string | undefined {
  const { outcome, problem } = each.told;
  const now = invoiceEnd(invoices, foreignInvoices, each);
  const before = invoiceEnd(invoicesBefore, foreignInvoices, each);
  if (isPersonsWord(each.told)) {
    if (outcome !== as) return `is told ${outcome} by a person's word, who said ${as}`;
    return before?.isFinal ? `is told ${as} by a person's word, but ${before.id} has been ${before.status} for a minute` : undefined;
  }
  // Of an invoice that is not the row's own, or that never was, only a rejection is an end.
  if (now?.isFinal !== true && outcome !== 'rejected') return `was said to be ${as}, and is told ${outcome} without the gateway's word`;
  if (contradicts(as, outcome) === (problem === 'resolved_otherwise')) return undefined;
  return `was said to be ${as}, is told ${outcome}, and its problem is "${problem}"`;
}

/** What was sent for a row after a person had said how it ended. */
const sentAfter = ({ firstMs }: Said, { batchId, line }: ToldRow, journal: readonly JournalLine[]): readonly string[] =>
  journal
    .filter((call) => call.batchId === batchId && call.line === line && call.sentAtMs > firstMs)
    .filter(({ step }) => step === 'create' || step === 'process')
    .map(({ step, id }) => `${step} ${id} was sent after a person had said how it ended`);

/** By the audit, the report, the gateway's invoices and the journal. */
export const resolvedUntilTold: Claim = {
  says: 'a resolved row is told as the person said until the gateway tells its end, and is not sent any more',
  async breaches(evidence) {
    const [said, journal] = [await saidOf(evidence.db), await readJournal(evidence.db)];
    return toldRows(evidence.files).flatMap((each): readonly Breach[] => {
      const { reference } = each.row;
      const where = `${each.batchId} line ${each.line}`;
      const word = said.get(`${each.batchId} ${each.line}`);
      if (word === undefined) {
        const isTold = isPersonsWord(each.told) || each.told.problem === 'resolved_otherwise';
        return isTold ? [{ reference, what: `${where} is told ${each.told.problem}, and nobody had said anything` }] : [];
      }
      const wrong = wrongIn(word, each, evidence);
      return [...(wrong === undefined ? [] : [wrong]), ...sentAfter(word, each, journal)].map((what) => ({
        reference,
        what: `${where} ${what}`,
      }));
    });
  },
};
