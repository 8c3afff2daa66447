import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import { createActivities } from '../../src/activities/create-activities';
import { describeOnEachDatabase } from '../support/databases';
import { PayrunBench, quietRuntime, workflowBundle } from '../support/payrun-bench';
import { testRows } from '../support/test-rows';

quietRuntime();

const folder = join(__dirname, '../histories');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

type RecordedEvent = { activityTaskScheduledEventAttributes?: { activityType?: { name?: string } } };
type Recorded = { events: RecordedEvent[] };

const recorded = (name: string): Recorded => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recorded;

/** Set to record anew, after a change that is meant to change histories: what runs in production must still replay. */
const recording = process.env.PAYRUN_RECORD_HISTORIES === '1';

test.each(files)('the recorded history %s replays without a difference', async (name) => {
  const { code } = await workflowBundle();
  await Worker.runReplayHistory({ workflowBundle: { code } }, recorded(name));
});

test('every activity name of a recorded history is still registered', () => {
  const registered = Object.keys(createActivities({} as never));
  const named = files.flatMap((file) =>
    recorded(file).events.flatMap((event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? []),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(registered).toEqual(expect.arrayContaining([...new Set(named)]));
});

(recording ? describeOnEachDatabase : describe.skip)('recording', (database: unknown) => {
  test('records a batch, its page and its follow-up', async () => {
    const bench = await PayrunBench.start((database as () => never)(), {
      deadlineMs: 6_000,
      requestTimeoutMs: 1_000,
      sandbox: { seed: 3, faults: [{ on: 'create', answer: 500, when: 'after', share: 0.3, timesEach: 1 }] },
    });
    const endings = [undefined, undefined, undefined, 'process-failed', 'partially processed', 'canceled', 'process pending'];
    const batchId = await bench.submit(testRows(endings));
    await bench.handle(batchId).result();
    const ids = { 'pay-batch': `batch/${batchId}`, 'pay-page': `batch/${batchId}/round-1/page-1`, 'follow-up': `batch/${batchId}/follow-up` };
    for (const [name, workflowId] of Object.entries(ids)) {
      const history = await bench.temporal.client.workflow.getHandle(workflowId).fetchHistory();
      writeFileSync(join(folder, `${name}.json`), `${historyToJSON(history)}\n`);
    }
    await bench.temporal.client.workflow.getHandle(ids['follow-up']).terminate();
    await bench.stop();
  }, 180_000);
});
