import { parseLineRanges } from '../../../src/domain/line-ranges';
import type { Database } from '../../../src/store/database';
import type { Evidence } from '../evidence';
import type { Breach, Claim } from './claim';
import { rootOf } from './root-of';

type Attempted = Readonly<{ batchId: string; line: number; attempt: number; reference: string }>;
type Retry = Readonly<{ batchId: string; lines: string }>;

const attemptedSql = `
  select batch_id as "batchId", line, attempt, root_reference as reference from payouts where attempt > 1 or reference <> root_reference`;

const retriesSql = `select batch_id as "batchId", details ->> 'lines' as lines from audit where action = 'retry'`;

/** The gateway's own words for an invoice that can pay nobody any more. */
const endedUnpaid: readonly string[] = ['process_failed', 'expired', 'terminated', 'canceled'];

/** Each attempt but the first one was wanted by somebody. */
async function unwanted(db: Pick<Database, 'query'>): Promise<readonly Breach[]> {
  const retries = (await db.query<Retry>(retriesSql)).map(({ batchId, lines }) => ({ batchId, lines: new Set(parseLineRanges(lines)) }));
  return (await db.query<Attempted>(attemptedSql)).flatMap(({ batchId, line, attempt, reference }): readonly Breach[] => {
    const wanted = retries.filter((retry) => retry.batchId === batchId && retry.lines.has(line)).length;
    const what = `${batchId} line ${line} is at its attempt ${attempt}, and the audit has ${wanted} retries of it`;
    return wanted >= attempt - 1 ? [] : [{ reference, what }];
  });
}

/** Of a row's invoices all but the newest must be over, as the gateway itself has them. */
function besideOpenOnes({ invoices, foreignInvoices }: Evidence): readonly Breach[] {
  const numberOf = (reference: string): number => Number(reference.slice(rootOf(reference).length + 2) || 1);
  const newest = new Map<string, number>();
  for (const { referenceId } of invoices) {
    const root = rootOf(referenceId);
    newest.set(root, Math.max(newest.get(root) ?? 1, numberOf(referenceId)));
  }
  return invoices
    .filter(({ id, referenceId }) => !foreignInvoices.includes(id) && numberOf(referenceId) < (newest.get(rootOf(referenceId)) ?? 1))
    .filter(({ status }) => !endedUnpaid.includes(status))
    .map(({ id, referenceId, status }) => ({
      reference: rootOf(referenceId),
      what: `it was sent under a newer reference, while ${id} under ${referenceId} is ${status}`,
    }));
}

/** By the audit, and by the gateway's own invoices. */
export const sentAgainOnlyByRetry: Claim = {
  says: 'a row is sent again only where somebody retried it, and under a new reference only after its earlier invoice had failed',
  async breaches(evidence) {
    return [...(await unwanted(evidence.db)), ...besideOpenOnes(evidence)];
  },
};
