import { isDeepStrictEqual } from 'node:util';
import { endsOfDatabase, endsOfReport, type RowEnd, type Sums, sumsOf, sumsOfBooks, sumsOfFile, sumsOfPaid } from '../../e2e/reconcile';
import type { Evidence, ProvedFile } from '../evidence';
import type { Breach, Claim } from './claim';
import { ownMovements } from './own-movements';
import { rootOf } from './root-of';
import { isPersonsWord, toldByReference } from './told-rows';

const differ = (what: string, one: unknown, other: unknown): readonly Breach[] =>
  isDeepStrictEqual(one, other) ? [] : [{ reference: undefined, what: `${what}: ${JSON.stringify(one)} against ${JSON.stringify(other)}` }];

/** Of each outcome, what was asked for and what is said to have been paid. */
function byOutcome(ends: readonly RowEnd[]): Readonly<Record<string, Readonly<{ asked: Sums; paid: Sums }>>> {
  const outcomes = [...new Set(ends.map(({ outcome }) => outcome))].sort();
  return Object.fromEntries(
    outcomes.map((outcome) => [
      outcome,
      { asked: sumsOf(ends.filter((end) => end.outcome === outcome)), paid: sumsOfPaid(ends, [outcome]) },
    ]),
  );
}

async function breachesOfFile({ batchId, rows, report }: ProvedFile, { db }: Evidence): Promise<readonly Breach[]> {
  const [told, stored] = [endsOfReport(report), await endsOfDatabase(db, batchId)];
  return [
    ...differ(`${batchId}, file against report`, sumsOfFile(rows), sumsOf(told)),
    ...differ(`${batchId}, file against database`, sumsOfFile(rows), sumsOf(stored)),
    ...differ(`${batchId}, report against database`, byOutcome(told), byOutcome(stored)),
  ];
}

/** What was taken back, in whole or in part, and what nobody knows, whatever a person says, is judged row by row; all the rest of the books must be told paid. */
function breachesOfBooks(evidence: Evidence): readonly Breach[] {
  const apart = new Set(
    [...toldByReference(evidence.files)]
      .filter(([, rows]) => rows.some(({ told }) => told.outcome === 'reversed' || told.outcome === 'unknown' || isPersonsWord(told)))
      .map(([reference]) => reference),
  );
  const books = sumsOfBooks(ownMovements(evidence).filter(({ referenceId }) => !apart.has(rootOf(referenceId))));
  const byGateway = evidence.files.flatMap(({ report }) => report).filter((told) => !isPersonsWord(told));
  const told = sumsOfPaid(endsOfReport(byGateway), ['paid', 'partially_paid']);
  return differ('books against reports', books, told);
}

export const sumsAgree: Claim = {
  says: 'the file, the report, the database and the books agree in rows and sums by currency',
  async breaches(evidence) {
    const ofFiles: Breach[] = [];
    for (const file of evidence.files) ofFiles.push(...(await breachesOfFile(file, evidence)));
    return [...ofFiles, ...breachesOfBooks(evidence)];
  },
};
