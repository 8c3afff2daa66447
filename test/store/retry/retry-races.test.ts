import { claim } from '../../../src/store/claim';
import { controlBatch } from '../../../src/store/controls/control-batch';
import type { Database } from '../../../src/store/database';
import { openDatabase } from '../../../src/store/open-database';
import { retryRows } from '../../../src/store/retry/retry-rows';
import { finishBatch } from '../../../src/store/rounds/finish-batch';
import { storeDraft } from '../../../src/store/store-draft';
import { describeOnPostgres } from '../../support/databases';
import { fileOf, rowsOf, testKeys } from '../../support/draft-of';
import { RowBench } from '../../support/row-bench';

const rounds = 12;

/** The embedded database has one backend, so nothing in it overlaps. */
describeOnPostgres('a retry at the same moment as', (database, opened) => {
  let places: readonly Database[] = [];
  beforeAll(() => {
    places = Array.from({ length: 4 }, () => openDatabase(opened().url));
  });
  afterAll(async () => {
    for (const place of places) await place.close();
  });

  const place = (index: number): Database => places[index % places.length] as Database;
  const retry = (bench: RowBench, db: Database, name: string) =>
    retryRows(db, bench.account, {
      batchId: bench.batchId,
      lines: [2],
      reads: [],
      deadlineMs: 3_600_000,
      skipDeclined: false,
      actor: name,
      isProved: true,
      requestId: `${bench.batchId}-${name}`,
    });

  /** A batch whose first row was refused, and whose second one is open or not. */
  const rejected = async (rows: number) => {
    const bench = await RowBench.start(
      database(),
      rowsOf(Array.from({ length: rows }, () => ({}))).map(() => ({})),
    );
    await bench.reject(2);
    return bench;
  };

  test('three others reopens a row once', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const bench = await rejected(1);
      const results = await Promise.all([0, 1, 2, 3].map((index) => retry(bench, place(index), `retry-${index}`)));
      expect(results.filter((result) => result?.kind === 'done')).toHaveLength(1);
      expect(await bench.row(2)).toMatchObject({ state: 'ready', attempt: 2 });
    }
  });

  test('the claim of a corrected file pays one of the two, never both', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const bench = await rejected(1);
      const { facts, rows } = fileOf(bench.account, rowsOf([{ account: '400000002' }, { account: 'own' }]), { fileName: 'corrected.csv' });
      const { batchId } = await storeDraft(database(), testKeys, facts, rows);
      const [retried, claimed] = await Promise.all([
        retry(bench, place(round), 'retry'),
        claim(place(round + 1), { batchId, duplicates: 'refuse', actor: 'bob' }),
      ]);
      expect([retried?.kind, claimed.kind].sort()).toEqual(expect.arrayContaining([expect.stringMatching(/declined|refused/)]));
      expect([retried?.kind === 'done', claimed.kind === 'claimed'].filter(Boolean)).toHaveLength(1);
    }
  });

  test('the end of its batch leaves no row open in a batch that has ended', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const bench = await rejected(1);
      const [retried, finished] = await Promise.all([
        retry(bench, place(round), 'retry'),
        place(round + 1).transaction((queries) => finishBatch(queries, bench.batchId, 3_600_000)),
      ]);
      expect(retried?.kind).toBe('done');
      expect([finished, await bench.batchState()]).toEqual([expect.any(Boolean), 'running']);
    }
  });

  test('a cancel either comes too late for it or takes it back: nothing of a cancelled batch can be sent', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const bench = await rejected(2);
      const { batchId, account } = bench;
      const [retried, canceled] = await Promise.all([
        retry(bench, place(round), 'retry'),
        controlBatch(place(round + 1), account, { batchId, action: 'cancel', actor: 'bob', requestId: `cancel-${batchId}` }),
      ]);
      expect(canceled?.kind).toBe('done');
      expect(['done', 'declined']).toContain(retried?.kind);
      expect(await bench.row(2)).toMatchObject({ state: 'closed', outcome: 'rejected', attempt: 1, held: false });
    }
  });
});
