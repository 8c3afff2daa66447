import { noopMetricMeter } from '@temporalio/common';
import { type NativeConnection, Worker, type WorkerOptions, type WorkflowBundleOption } from '@temporalio/worker';
import type { BatchDependencies } from '../activities/batch-dependencies';
import { createActivities } from '../activities/create-activities';
import { scrubActivities } from '../activities/scrub-failures';
import { limits } from '../domain/limits';
import { payrunVersion } from '../gateway/payrun-version';
import { createMetrics } from '../metrics/metrics';
import { watchDatabase } from '../metrics/watch-database';
import { mainTaskQueue, taskQueuesOf } from '../workflows/task-queues';
import { createNoticeDesk } from './notice-desk';
import { readsPerSecond, sendsPerSecond } from './rate-shares';
import { type WorkerParts, workerDependencies } from './worker-dependencies';

export type PayrunWorkerOptions = WorkerParts &
  Readonly<{
    connection: NativeConnection;
    namespace: string;
    /** The main task queue, `payrun` if absent; sends and reads have queues named after it. */
    taskQueue?: string;
    /** The workflows, bundled ahead. */
    workflows: WorkflowBundleOption;
  }>;

export interface PayrunWorker {
  /** Resolves when the worker has shut down. */
  run(): Promise<void>;
  /** Takes no new work, lets requests under way end, then `run` resolves. Safe to call twice. */
  shutdown(): void;
}

const pollers = { type: 'autoscaling', minimum: 2, initial: 5, maximum: 30 } as const;

const limitedTo = (perSecond: number | undefined): Partial<WorkerOptions> =>
  perSecond === undefined ? {} : { maxTaskQueueActivitiesPerSecond: perSecond };

function optionsOf(options: PayrunWorkerOptions, dependencies: BatchDependencies): WorkerOptions[] {
  const { connection, namespace, requestsPerSecond, requestTimeoutMs } = options;
  const common = {
    connection,
    namespace,
    activityTaskPollerBehavior: pollers,
    // A request under way is let end: its answer is worth more than a quick exit.
    shutdownGraceTime: requestTimeoutMs + limits.sendMarginMs,
    shutdownForceTime: requestTimeoutMs + 2 * limits.sendMarginMs,
  } as const;
  const taskQueues = taskQueuesOf(options.taskQueue ?? mainTaskQueue);
  const activities = scrubActivities(createActivities(dependencies), options.log);
  return [
    {
      ...common,
      workflowBundle: options.workflows,
      activities,
      taskQueue: taskQueues.main,
      workflowTaskPollerBehavior: pollers,
      maxConcurrentActivityTaskExecutions: 20,
      // A dead worker's workflows move on after a second, not ten.
      stickyQueueScheduleToStartTimeout: '1s',
    },
    {
      ...common,
      ...limitedTo(sendsPerSecond(requestsPerSecond)),
      activities,
      taskQueue: taskQueues.writes,
      maxConcurrentActivityTaskExecutions: limits.sendsAtOnceMax,
    },
    {
      ...common,
      ...limitedTo(readsPerSecond(requestsPerSecond)),
      activities,
      taskQueue: taskQueues.reads,
      maxConcurrentActivityTaskExecutions: limits.readsAtOnceMax,
    },
  ];
}

/** Reads the database for its metrics, where somebody asks for them. It ends when `stopping` aborts. */
async function watch(options: PayrunWorkerOptions, stopping: AbortSignal): Promise<void> {
  const { meter, receiver, metricsReadDelayMs: delayMs } = options;
  if (meter !== undefined) await watchDatabase({ ...options, meter, tellsNotices: receiver !== undefined, delayMs }, stopping);
}

/** The worker of one gateway account: workflows and database work, sends, and reads, each from its own queue. */
export async function createPayrunWorker(options: PayrunWorkerOptions): Promise<PayrunWorker> {
  const notices = createNoticeDesk(options, taskQueuesOf(options.taskQueue ?? mainTaskQueue).main);
  const metrics = createMetrics(options.meter ?? noopMetricMeter);
  const stop = new AbortController();
  const dependencies = workerDependencies(options, { notices, metrics, stopping: stop.signal });
  const workers = await Promise.all(optionsOf(options, dependencies).map((each) => Worker.create(each)));
  const shutdown = () => {
    stop.abort();
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  return {
    shutdown,
    run: async () => {
      // One that fails takes the others down: half a worker would only look alive.
      // What an earlier worker left in the outbox, if Temporal has lost who delivers it.
      void notices?.wake(true);
      const watching = watch(options, stop.signal);
      metrics.started(payrunVersion);
      try {
        const runs = workers.map((worker) => worker.run().finally(shutdown));
        await Promise.all(runs);
      } finally {
        metrics.stopped(payrunVersion);
        await watching;
      }
    },
  };
}
