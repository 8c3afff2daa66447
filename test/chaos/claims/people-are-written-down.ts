import type { Database } from '../../../src/store/database';
import type { Evidence } from '../evidence';
import { auditActionOf, type Press } from '../people/press';
import type { Breach, Claim } from './claim';
import { forgottenBy } from './held-up';

type Written = Readonly<{ why: string; action: string; batchId: string; actor: string }>;

const writtenSql = `select why, action, batch_id as "batchId", actor from audit where why is not null and request_id is not null`;

/** Gates that only people close, and what the audit has of them: no batch stood or was cancelled without a word of who wanted it. */
const gatesSql = `
  select b.id as "batchId", closed.cause, closed.times as closed, coalesce(written.times, 0)::int as written
  from batches b
    cross join lateral (
      select cause, count(*)::int as times from gate_history where batch_id = b.id and cause in ('paused', 'canceled') group by cause
    ) as closed
    left join lateral (
      select count(*) as times from audit
      where batch_id = b.id and action = case closed.cause when 'paused' then 'pause' else 'cancel' end
    ) as written on true
  where closed.times <> coalesce(written.times, 0)`;

/** What is wrong with a press's lines; `undefined` if nothing is. */
function wrongIn(press: Press, lines: readonly Written[], evidence: Evidence): string | undefined {
  const odd = lines.find(
    ({ action, batchId, actor }) => action !== auditActionOf(press.action) || batchId !== press.batchId || actor === '',
  );
  if (odd !== undefined) return `is written down as ${odd.action} of ${odd.batchId} by "${odd.actor}"`;
  if (lines.length > 1) return `is written down ${lines.length} times`;
  if (press.told === 'unsaid' || press.told === 'found_done') return undefined;
  if (press.told !== 'done') return lines.length === 0 ? undefined : `was told "${press.told}", and is written down as done`;
  const forgotten =
    forgottenBy(evidence, press.beginMs, Number.POSITIVE_INFINITY) || forgottenBy(evidence, press.endMs, Number.POSITIVE_INFINITY);
  return lines.length === 1 || forgotten ? undefined : 'was told done, and is not written down';
}

async function breachesOfGates(db: Pick<Database, 'query'>): Promise<readonly Breach[]> {
  const rows = await db.query<{ batchId: string; cause: string; closed: number; written: number }>(gatesSql);
  return rows.map(({ batchId, cause, closed, written }) => ({
    reference: undefined,
    what: `${batchId} was ${cause} ${closed} times, and the audit has ${written} lines of it`,
  }));
}

/** By the audit's lines: each press said a reason that no other said. */
export const peopleAreWrittenDown: Claim = {
  says: 'what people were told is done is in the audit once, and what they were told is not done is not',
  async breaches(evidence) {
    const written = await evidence.db.query<Written>(writtenSql);
    const ofPresses = evidence.presses.flatMap((press): readonly Breach[] => {
      const wrong = wrongIn(
        press,
        written.filter(({ why }) => why === press.why),
        evidence,
      );
      return wrong === undefined ? [] : [{ reference: undefined, what: `${press.action} of ${press.batchId} (${press.why}) ${wrong}` }];
    });
    return [...ofPresses, ...(await breachesOfGates(evidence.db))];
  },
};
