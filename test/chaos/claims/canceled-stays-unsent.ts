import type { Evidence } from '../evidence';
import type { Breach, Claim } from './claim';
import { readJournal } from './journal';
import { promised } from './promised';
import { toldByReference } from './told-rows';

/** Until the same file was sent anew by somebody, which only works if nothing of it had been sent: that is another decision. */
type Canceled = Readonly<{ batchId: string; fromMs: number; toMs: number | null; retries: number }>;

const canceledSql = `
  select a.batch_id as "batchId", (extract(epoch from a.at) * 1000)::float8 as "fromMs", (extract(epoch from anew.at) * 1000)::float8 as "toMs",
    (select count(*)::int from audit r where r.batch_id = a.batch_id and r.action = 'retry' and r.id > a.id and (anew.id is null or r.id < anew.id)) as retries
  from audit a
    left join lateral (
      select id, at from audit c where c.batch_id = a.batch_id and c.action = 'claim' and c.id > a.id order by id limit 1
    ) as anew on true
  where a.action = 'cancel'`;

async function breachesOfBatch(canceled: Canceled, { db, files, requests }: Evidence, excusedMs: number): Promise<readonly Breach[]> {
  const { batchId, fromMs, toMs, retries } = canceled;
  const isAfter = (timeMs: number): boolean => timeMs > fromMs && timeMs < (toMs ?? Number.POSITIVE_INFINITY);
  const journal = (await readJournal(db)).filter((line) => line.batchId === batchId);
  const creates = journal.filter(({ step }) => step === 'create');
  const begunBefore = new Set(creates.filter(({ sentAtMs }) => sentAtMs <= fromMs).map(({ reference }) => reference));
  const rows = toldByReference(files);
  const mine = (reference = ''): boolean => (rows.get(reference) ?? []).length === 1 && rows.get(reference)?.[0]?.batchId === batchId;
  return [
    ...(retries > 0 ? [{ reference: undefined, what: `${batchId} was cancelled, and ${retries} times retried after it` }] : []),
    ...journal
      .filter(({ step, sentAtMs }) => (step === 'create' || step === 'process') && isAfter(sentAtMs))
      .map(({ reference, step, id }) => ({ reference, what: `${step} ${id} was sent after ${batchId} was cancelled` })),
    ...requests
      .filter(({ step, reference = '', timeMs }) => step === 'create' && mine(reference) && isAfter(timeMs) && timeMs > excusedMs)
      .filter(({ reference = '' }) => !begunBefore.has(reference))
      .map(({ reference, timeMs }) => ({
        reference,
        what: `a create arrived at ${new Date(timeMs).toISOString()}, begun after ${batchId} was cancelled`,
      })),
  ];
}

/** By the journal and by what reached the gateway. A send that was begun before may still arrive, and is followed to its end. */
export const canceledStaysUnsent: Claim = {
  says: 'of a cancelled batch nothing is sent any more, and nothing is retried',
  async breaches(evidence) {
    const breaches: Breach[] = [];
    // What was sent before the database was put back, the journal does not know.
    const lateMs = promised.sendStartMs + evidence.requestTimeoutMs;
    const excusedMs = Math.max(0, ...evidence.forgotten.map(({ toMs }) => toMs + lateMs));
    for (const canceled of await evidence.db.query<Canceled>(canceledSql))
      breaches.push(...(await breachesOfBatch(canceled, evidence, excusedMs)));
    return breaches;
  },
};
