import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import pino from 'pino';
import { createInvoice } from '../../src/activities/create-invoice';
import { lookUpInvoice } from '../../src/activities/look-up-invoice';
import { processInvoice } from '../../src/activities/process-invoice';
import { createSendRamp } from '../../src/activities/send-ramp';
import { settleInvoice } from '../../src/activities/settle-invoice';
import type { StepDependencies } from '../../src/activities/step-dependencies';
import type { StepResult } from '../../src/activities/step-result';
import type { PayoutDetails } from '../../src/domain/payout';
import { createCorefyGateway } from '../../src/gateway/corefy-gateway';
import type { Sandbox } from '../../src/sandbox/sandbox';
import type { SandboxOptions } from '../../src/sandbox/sandbox-options';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import type { Database } from '../../src/store/database';
import { createAccountGates } from '../../src/store/gates/account-gates';
import { createJournal } from '../../src/store/journal/journal';
import { type StoredRows, storeRows } from './store-rows';

type StepName = 'create' | 'look_up' | 'process' | 'settle';

/** What one attempt came to: the activity's result, or the type of the failure that asks for another attempt, and its delay. */
export type Attempted = StepResult | Readonly<{ again: string; delayMs: number }>;

const requestTimeoutMs = 1_000;
/** Requests count in the sandbox's log by step. */
const paths: Readonly<Record<StepName, readonly [method: string, path: string]>> = {
  create: ['POST', '/payout-invoices'],
  look_up: ['GET', '/payout-invoices'],
  process: ['POST', '/payout-invoices/{id}/process'],
  settle: ['GET', '/payout-invoices/{id}'],
};

/** The steps' activities over a real database and the sandbox's HTTP. Every row asks for USD 10.00 to a card of its own. */
export class StepBench {
  private constructor(
    readonly db: Database,
    readonly sandbox: Sandbox,
    readonly stored: StoredRows,
    readonly deps: StepDependencies,
    private readonly closeGateway: () => void,
  ) {}

  static async start(db: Database, rows: number, options: SandboxOptions = {}): Promise<StepBench> {
    const sandbox = await startSandbox({ settleMs: 0, ...options });
    const stored = await storeRows(db, rows);
    const { id: accountId, apiKey } = sandbox.credentials;
    const gateway = createCorefyGateway({ baseUrl: sandbox.url, accountId, apiKey, mode: 'test', requestTimeoutMs });
    const deps: StepDependencies = {
      gateway,
      testMode: true,
      journal: createJournal(db, stored.accountId),
      gates: createAccountGates(db, stored.accountId),
      timing: { requestTimeoutMs, startToCloseMs: requestTimeoutMs + 10_000 },
      deadlineMs: 72 * 3_600_000,
      ramp: createSendRamp(10),
      openDetails: ({ line }) => StepBench.details(line),
      log: pino({ level: 'silent' }),
    };
    return new StepBench(db, sandbox, stored, deps, () => gateway.close());
  }

  static details(line: number): PayoutDetails {
    return { fields: { card_number: `41111111111${String(line).padStart(5, '0')}` } };
  }

  referenceOf(line: number): string {
    return `${this.stored.batchId}-${line}`;
  }

  async attempt(
    step: StepName,
    line: number,
    options: { attempt?: number; afterSend?: string; deps?: StepDependencies } = {},
  ): Promise<Attempted> {
    const row = { batchId: this.stored.batchId, line, round: 1 };
    const deps = options.deps ?? this.deps;
    const attempt = options.attempt ?? 1;
    const activities = {
      create: () => createInvoice(deps, row),
      look_up: () => lookUpInvoice(deps, row, attempt),
      process: () => processInvoice(deps, options.afterSend === undefined ? row : { ...row, afterSend: options.afterSend }),
      settle: () => settleInvoice(deps, row, attempt),
    };
    try {
      return await new MockActivityEnvironment({ attempt, scheduledTimestampMs: Date.now(), scheduleToCloseTimeoutMs: 300_000 }).run(
        activities[step],
      );
    } catch (error) {
      if (!(error instanceof ApplicationFailure) || error.nonRetryable) throw error;
      return { again: error.type ?? '', delayMs: Number(error.nextRetryDelay) };
    }
  }

  /** A row whose own create has just been answered `created`, and the fence that its process may use. */
  async created(line: number): Promise<string> {
    const result = await this.attempt('create', line);
    if (!('afterSend' in result) || result.afterSend === undefined)
      throw new Error(`line ${line} was not created: ${JSON.stringify(result)}`);
    return result.afterSend;
  }

  async row(line: number): Promise<Readonly<Record<string, unknown>>> {
    const sql = 'select * from payouts where batch_id = $1 and line = $2';
    const [row] = await this.db.query<Record<string, unknown>>(sql, [this.stored.batchId, line]);
    return row ?? {};
  }

  async calls(line: number): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return this.db.query('select * from gateway_calls where batch_id = $1 and line = $2 order by id', [this.stored.batchId, line]);
  }

  /** Makes everything that happened to a row so far older, rather than waiting. */
  async letPass(line: number, seconds: number): Promise<void> {
    const at = [this.stored.batchId, line, seconds];
    const older = (column: string) => `${column} = ${column} - $3::float8 * interval '1 second'`;
    const calls = `update gateway_calls set ${['sent_at', 'done_at', 'retry_at'].map(older).join(', ')} where batch_id = $1 and line = $2`;
    await this.db.query(calls, at);
    await this.db.query(`update payouts set ${older('sent_at')} where batch_id = $1 and line = $2`, at);
  }

  /** Looks a row up until its absence would be proved: three reads over 15 s, waited out, the last one `seconds` after the send. */
  async lookUpUntilAbsent(line: number, seconds: number): Promise<Attempted> {
    await this.letPass(line, 2);
    await this.attempt('look_up', line);
    await this.letPass(line, 8);
    await this.attempt('look_up', line);
    await this.letPass(line, seconds - 10);
    return this.attempt('look_up', line);
  }

  requests(step: StepName): number {
    return this.sandbox.seen(...paths[step]).length;
  }

  /** Money moved for a row, by the sandbox's books. */
  movements(line: number): number {
    return this.sandbox.books.filter((movement) => movement.referenceId === this.referenceOf(line)).length;
  }

  async stop(): Promise<void> {
    this.closeGateway();
    await this.sandbox.stop();
  }
}
