import { randomUUID } from 'node:crypto';
import type { ResolveTold } from '../../src/activities/payrun-activities';
import { toReportRow } from '../../src/check/to-report-row';
import { listAudit } from '../../src/store/audit';
import { reportRows } from '../../src/store/report-rows';
import { describeOnEmbedded } from '../support/databases';
import { PayrunBench, quietRuntime } from '../support/payrun-bench';
import { testRows } from '../support/test-rows';
import { until } from '../support/until';

quietRuntime();

describeOnEmbedded('a person’s word about an unknown row', (database) => {
  let bench: PayrunBench;
  afterEach(async () => {
    for (const id of followUps.splice(0)) {
      await bench.temporal.client.workflow
        .getHandle(id)
        .terminate()
        .catch(() => undefined);
    }
    await bench.stop();
  });

  const followUps: string[] = [];
  /** A batch whose only row is unknown, and its follow-up. */
  const unknownRow = async (ending: string | undefined, settleMs: number) => {
    bench = await PayrunBench.start(database(), { deadlineMs: 3_000, sandbox: { settleMs } });
    const batchId = await bench.submit(testRows([ending]));
    expect(await bench.handle(batchId).result()).toMatchObject({ open: 1, unknown: 1 });
    followUps.push(`batch/${batchId}/follow-up`);
    return batchId;
  };
  const resolve = (workflow: string, message: unknown) =>
    bench.handle(workflow).executeUpdate<ResolveTold, [unknown]>('resolve', { updateId: randomUUID(), args: [message] });
  const report = async (batchId: string) => {
    for await (const row of reportRows(bench.db, batchId)) return toReportRow(row);
    return undefined;
  };
  const words = { line: 2, because: 'bank statement', by: 'ann' };

  test('is shown what the gateway says against it, and counts once the person stands by it; the row is asked about on', async () => {
    const batchId = await unknownRow('process pending', 20);
    await expect(resolve(`${batchId}/follow-up`, { ...words, as: 'paid' })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('the gateway says process_pending. Send "despite": true') },
    });
    expect(await report(batchId)).toMatchObject({ outcome: 'unknown' });
    expect(await resolve(`${batchId}/follow-up`, { ...words, as: 'paid', despite: true })).toEqual({ result: 'resolved' });
    expect(await report(batchId)).toMatchObject({ outcome: 'paid', problem: 'resolved_by_person', isOpen: false });
    const [entry] = (await listAudit(bench.db, { batchId })).slice(-1);
    expect(entry).toMatchObject({
      actor: 'Temporal (ann)',
      action: 'resolve',
      line: 2,
      why: 'bank statement',
      details: { gateway: 'process_pending' },
    });
    const attributes = async () => (await bench.handle(`${batchId}/follow-up`).describe()).searchAttributes;
    await until(async () => (await attributes()).PayrunUnknown?.[0] === 0);
    expect((await bench.handle(`${batchId}/follow-up`).describe()).status.name).toBe('RUNNING');
    expect(bench.sandbox.books).toHaveLength(0);
  });

  test('is not needed where the gateway, asked once more, tells the end', async () => {
    const batchId = await unknownRow(undefined, 40_000);
    await until(async () => bench.paidTimes().size === 1);
    expect(await resolve(`${batchId}/follow-up`, { ...words, as: 'failed' })).toEqual({ result: 'ended', outcome: 'paid' });
    expect(await report(batchId)).toMatchObject({ outcome: 'paid', problem: undefined });
    expect((await listAudit(bench.db, { batchId })).map(({ action }) => action)).not.toContain('resolve');
  });

  test('is taken by a batch that runs, too, and ends nothing there', async () => {
    bench = await PayrunBench.start(database(), { deadlineMs: 30_000, sandbox: { settleMs: 20 } });
    const batchId = await bench.submit(testRows(['process pending', 'process pending']));
    // The second row is sent later than the first as far as anybody knows.
    await until(async () => (await bench.progress(batchId)).open.every(({ state }) => state === 'settling'));
    await expect(resolve(batchId, { ...words, as: 'failed', despite: true })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('its deadline is not over yet') },
    });
    await bench.db.query(
      `update payouts set sent_at = sent_at - interval '10 minutes', read_at = clock_timestamp() where batch_id = $1 and line = 2`,
      [batchId],
    );
    expect(await resolve(batchId, { ...words, as: 'failed', despite: true })).toEqual({ result: 'resolved' });
    expect(await bench.handle(batchId).result()).toMatchObject({ open: 2, unknown: 1, resolved: 1 });
    followUps.push(`batch/${batchId}/follow-up`);
  });

  test.each([{}, { line: 2, as: 'paid' }, { line: 2, as: 'gone', because: 'x' }, { line: '2', as: 'paid', because: 'x' }, undefined])(
    'is refused where it is no whole word: %j',
    async (odd) => {
      bench = await PayrunBench.start(database());
      const batchId = await bench.submitBehind('paused', testRows([undefined]));
      await expect(resolve(batchId, odd)).rejects.toMatchObject({ cause: { message: expect.stringContaining('send {"line": 7') } });
      await bench.handle(batchId).terminate();
    },
  );
});
