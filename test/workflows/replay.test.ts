import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { createActivities } from '../../src/activities/create-activities';
import { quietRuntime, workflowBundle } from '../support/payrun-bench';

quietRuntime();

const folder = join(__dirname, '../histories');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

type RecordedEvent = { activityTaskScheduledEventAttributes?: { activityType?: { name?: string } } };
type Recorded = { events: RecordedEvent[] };

const recorded = (name: string): Recorded => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recorded;

test.each(files)('the recorded history %s replays without a difference', async (name) => {
  await Worker.runReplayHistory({ workflowBundle: workflowBundle() }, recorded(name));
});

test('every activity name of a recorded history is still registered', () => {
  const registered = Object.keys(createActivities({} as never));
  const named = files.flatMap((file) =>
    recorded(file).events.flatMap((event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? []),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(registered).toEqual(expect.arrayContaining([...new Set(named)]));
});
