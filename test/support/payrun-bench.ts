import { randomUUID } from 'node:crypto';
import type { MetricMeter } from '@temporalio/common';
import { DefaultLogger, Runtime, type WorkflowBundleOption } from '@temporalio/worker';
import pino from 'pino';
import type { ApprovalPolicy } from '../../src/domain/approval-policy';
import type { BreakerLimits } from '../../src/domain/breaker';
import type { BatchCause } from '../../src/domain/outcome';
import type { PayoutRow } from '../../src/domain/payout';
import { createCorefyAccount } from '../../src/gateway/corefy-account';
import { createCorefyGateway } from '../../src/gateway/corefy-gateway';
import { createCorefyServices } from '../../src/gateway/corefy-services';
import type { NoticeReceiver } from '../../src/notices/notice-receiver';
import type { Sandbox } from '../../src/sandbox/sandbox';
import type { SandboxOptions } from '../../src/sandbox/sandbox-options';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import type { BatchPolicy } from '../../src/store/batch';
import { type BatchProgress, batchProgress } from '../../src/store/batch-progress';
import { findBatch } from '../../src/store/batches';
import { claim } from '../../src/store/claim';
import type { Database } from '../../src/store/database';
import { closeBatchGate } from '../../src/store/gates/batch-gates';
import { storeDraft } from '../../src/store/store-draft';
import { batchWorkflowId, startBatch } from '../../src/temporal/start-batch';
import { createPayrunWorker, type PayrunWorker } from '../../src/worker/run-worker';
import { fileOf, newAccount, testKeys } from './draft-of';
import { connectTestTemporal, type TestTemporal } from './temporal';

/** The workflows' bundle, made once a jest run. */
export function workflowBundle(): WorkflowBundleOption {
  const codePath = process.env.PAYRUN_TEST_WORKFLOWS;
  if (codePath === undefined) throw new Error('this folder is not among those of jest.config.js that get the workflows');
  return { codePath };
}

export type PayrunBenchOptions = Readonly<{
  sandbox?: SandboxOptions;
  requestTimeoutMs?: number;
  breaker?: BreakerLimits;
  deadlineMs?: number;
  logger?: pino.Logger;
  /** Who is told notices. */
  receiver?: NoticeReceiver;
  /** When paid rows are read again after the batch's end; a day and three if absent. */
  reviewDelaysMs?: readonly number[];
  /** Where its metrics go, and how often it reads the database for them. */
  meter?: MetricMeter;
  metricsReadDelayMs?: number;
  /** The worker's; every batch is submitted as one that wants none. */
  approval?: ApprovalPolicy;
  /** Of another bench, whose work its worker is given too. */
  taskQueue?: string;
}>;

/** Payrun whole, on a task queue of its own: real Temporal, real database, the sandbox over HTTP. */
export class PayrunBench {
  private worker: PayrunWorker | undefined;
  private running: Promise<void> | undefined;
  private gateways: readonly { close(): void }[] = [];

  private constructor(
    readonly temporal: TestTemporal,
    readonly db: Database,
    readonly sandbox: Sandbox,
    readonly accountId: bigint,
    readonly taskQueue: string,
    private readonly options: PayrunBenchOptions,
  ) {}

  static async start(db: Database, options: PayrunBenchOptions = {}): Promise<PayrunBench> {
    const temporal = await connectTestTemporal();
    const sandbox = await startSandbox({ settleMs: [50, 500], ...options.sandbox });
    const taskQueue = options.taskQueue ?? `payrun-${randomUUID().slice(0, 8)}`;
    const bench = new PayrunBench(temporal, db, sandbox, await newAccount(db), taskQueue, options);
    await bench.startWorker();
    return bench;
  }

  async startWorker(): Promise<void> {
    const { id: accountId, apiKey, publicKey } = this.sandbox.credentials;
    // Patient: an answer that a machine under load lost would be asked after for minutes.
    const requestTimeoutMs = this.options.requestTimeoutMs ?? 10_000;
    const settings = { baseUrl: this.sandbox.url, accountId, apiKey, publicKey, mode: 'test', requestTimeoutMs } as const;
    const gateway = createCorefyGateway(settings);
    const services = createCorefyServices(settings);
    const account = createCorefyAccount(settings);
    this.gateways = [gateway, services, account];
    this.worker = await createPayrunWorker({
      connection: this.temporal.nativeConnection,
      namespace: this.temporal.namespace,
      taskQueue: this.taskQueue,
      requestsPerSecond: undefined,
      workflows: workflowBundle(),
      db: this.db,
      accountId: this.accountId,
      testMode: true,
      gateway,
      services,
      account,
      ...(this.options.breaker && { breaker: this.options.breaker }),
      keys: testKeys,
      requestTimeoutMs,
      deadlineMs: this.options.deadlineMs ?? 72 * 3_600_000,
      keepDays: 30,
      receiver: this.options.receiver,
      reviewDelaysMs: this.options.reviewDelaysMs,
      meter: this.options.meter,
      ...(this.options.metricsReadDelayMs !== undefined && { metricsReadDelayMs: this.options.metricsReadDelayMs }),
      approval: this.options.approval ?? { approval: 'none', ceilings: [] },
      log: this.options.logger ?? pino({ level: 'silent' }),
    });
    this.running = this.worker.run();
  }

  async stopWorker(): Promise<void> {
    this.worker?.shutdown();
    await this.running;
    for (const gateway of this.gateways) gateway.close();
  }

  /** Stores, claims and starts a batch of these rows. */
  async submit(rows: readonly PayoutRow[], policy: Partial<BatchPolicy> = {}): Promise<string> {
    const batchId = await this.claim(rows, policy);
    await this.startAgain(batchId);
    return batchId;
  }

  /** As submit, with a gate closed before the batch starts. */
  async submitBehind(cause: BatchCause, rows: readonly PayoutRow[]): Promise<string> {
    const batchId = await this.claim(rows);
    await this.db.transaction((queries) => closeBatchGate(queries, batchId, cause));
    await this.startAgain(batchId);
    return batchId;
  }

  async startAgain(batchId: string): Promise<void> {
    const batch = await findBatch(this.db, batchId);
    if (batch === undefined) throw new Error('the batch was claimed and is gone');
    await startBatch(this.temporal.client, batch, this.taskQueue);
  }

  private async claim(rows: readonly PayoutRow[], policy: Partial<BatchPolicy> = {}): Promise<string> {
    const file = fileOf(this.accountId, rows);
    const { batchId } = await storeDraft(this.db, testKeys, { ...file.facts, policy: { ...file.facts.policy, ...policy } }, file.rows);
    const claimed = await claim(this.db, { batchId, duplicates: 'refuse', actor: 'ann' });
    if (claimed.kind !== 'claimed') throw new Error(`not claimed: ${claimed.kind}`);
    return batchId;
  }

  handle(batchId: string) {
    return this.temporal.client.workflow.getHandle(batchWorkflowId(batchId));
  }

  progress(batchId: string): Promise<BatchProgress> {
    return batchProgress(this.db, batchId, this.options.deadlineMs ?? 72 * 3_600_000);
  }

  /** Outcomes with their numbers of rows. */
  async outcomes(batchId: string): Promise<Readonly<Record<string, number>>> {
    const counts: Record<string, number> = {};
    for (const { outcome, rows } of (await this.progress(batchId)).ended) counts[outcome] = (counts[outcome] ?? 0) + rows;
    return counts;
  }

  /** Movements out, by reference: the judge. */
  paidTimes(): ReadonlyMap<string, number> {
    const times = new Map<string, number>();
    for (const { referenceId, direction } of this.sandbox.books)
      if (direction === 'out') times.set(referenceId, (times.get(referenceId) ?? 0) + 1);
    return times;
  }

  async stop(): Promise<void> {
    await this.stopWorker();
    await this.sandbox.stop();
    await this.temporal.close();
  }
}

/** Quiet runtime: test output is for tests. */
export const quietRuntime = () =>
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
