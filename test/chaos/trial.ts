import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../src/sandbox/fault';
import type { Program } from '../e2e/program';
import { type DatabaseKind, World } from '../e2e/world';
import type { Span } from './evidence';
import { rememberGates } from './gate-history';
import { Chance } from './parts/chance';
import { GatewayProxy } from './parts/gateway-proxy';
import { OwnPostgres } from './parts/own-postgres';
import type { Press } from './people/press';
import { rememberReads } from './read-history';
import type { SentFile } from './send-file';

export type TrialOptions = Readonly<{
  seed: number;
  database: DatabaseKind;
  /** People press what they can: then in some trials each batch waits for one of them to approve it. */
  people: boolean;
  /** Long enough for rows that stay open for all of the workers' deadline. */
  isLong: boolean;
  say: (text: string) => void;
}>;

const approvalShare = 0.35;

/** A worker's place: the program changes each time it is killed. */
export type Worker = { program: Program; isFrozen: boolean; isStarting: boolean };

/** What each worker gives a request. */
export const requestTimeoutMs = 2_000;

/** How long the gateway takes for a payout, unless a scene says otherwise. */
export const usualSettleMs = [200, 2_000] as const;

/** What goes wrong at the gateway all the time, at a low share, so that every path is walked while the blows fall. */
export const usualFaults: readonly Fault[] = [
  { on: 'create', answer: 500, when: 'after', share: 0.05, echo: true },
  { on: ['create', 'process', 'read', 'find'], answer: 'reset', when: 'after', share: 0.03 },
  { on: ['create', 'process'], answer: 'garbled', when: 'after', share: 0.02, echo: true },
  { on: ['create', 'process'], answer: 503, when: 'before', share: 0.03, echo: true },
  { on: ['read', 'find'], answer: 503, share: 0.03, echo: true },
];

/** One world, two workers, and everything that is done to them. */
export class Trial {
  readonly chance: Chance;
  readonly workers: Worker[] = [];
  readonly files: SentFile[] = [];
  /** How often each blow has fallen. */
  readonly tally = new Map<string, number>();
  readonly frozen: Span[] = [];
  readonly forgotten: Span[] = [];
  /** Ids of invoices that somebody else made. */
  readonly foreignInvoices: string[] = [];
  readonly presses: Press[] = [];
  /** What people are at beside the blows. */
  stories = 0;
  /** What goes on beside the blows: frozen workers that thaw. The trial's end waits for it. */
  readonly background = new Set<Promise<unknown>>();
  readonly clockFile: string;
  readonly wantsApproval: boolean;
  #reasons = 0;
  #isOver = false;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly options: TrialOptions,
    readonly world: World,
    readonly network: GatewayProxy,
    readonly postgres: OwnPostgres | undefined,
  ) {
    this.chance = new Chance(options.seed, 'blows');
    this.wantsApproval = options.people && new Chance(options.seed, 'approval').maybe(approvalShare);
    this.clockFile = join(world.folder, 'clock');
  }

  static async start(options: TrialOptions): Promise<Trial> {
    const postgres = options.database === 'postgres' ? await OwnPostgres.start() : undefined;
    const chance = new Chance(options.seed, 'gateway');
    const world = await World.start({
      seed: options.seed,
      database: options.database,
      ...(postgres && { databaseUrl: postgres.url }),
      faults: usualFaults,
      sandbox: {
        settleMs: usualSettleMs,
        latencyMs: [5, 60],
        findLagMs: chance.oneOf([0, 0, 2_000]),
        processAnswersCreatedForMs: chance.oneOf([0, 3_000, 8_000]),
        findShape: chance.oneOf(['list', 'object', 'loose']),
        absentShape: chance.oneOf(['not_found', 'empty', 'null']),
        duplicateAnswer: chance.oneOf([409, 409, 422]),
        createdLifetimeMs: 600_000,
      },
    });
    const network = await GatewayProxy.start(world.sandbox.url);
    const trial = new Trial(options, world, network, postgres);
    writeFileSync(trial.clockFile, '0');
    for (const _ of [1, 2]) trial.workers.push({ program: await trial.startWorker(), isFrozen: false, isStarting: false });
    await rememberGates(world.db);
    await rememberReads(world.db);
    return trial;
  }

  /**
   * The settings of every command and worker: the gateway is behind the network that the blows can cut, and the database is named, for
   * a command that finds none on an embedded database's folder would bring one up itself.
   */
  get settings(): Readonly<Record<string, string>> {
    return {
      PAYRUN_GATEWAY_URL: this.network.url,
      DATABASE_URL: this.world.databaseUrl,
      PAYRUN_GATEWAY_TIMEOUT: `${requestTimeoutMs / 1_000}s`,
      PAYRUN_GATEWAY_RPS: '60',
      PAYRUN_SETTLEMENT_DEADLINE: '5m',
      ...(this.wantsApproval && { PAYRUN_APPROVAL: 'one' }),
    };
  }

  /** No two presses have the same. Short, since long numbers are masked where people give reasons. */
  nextReason(): string {
    this.#reasons += 1;
    return `press ${this.#reasons}`;
  }

  async startWorker(): Promise<Program> {
    const preload = `-r ${join(__dirname, 'parts/stepped-clock.cjs')}`;
    return await this.world.startWorker({ ...this.settings, NODE_OPTIONS: preload, PROOF_CLOCK_FILE: this.clockFile });
  }

  /** Starts one where another has ended. While Temporal or the database is down too, it is tried again. */
  async replaceWorker(worker: Worker): Promise<void> {
    if (worker.isStarting) return;
    worker.isStarting = true;
    try {
      for (let tries = 1; ; tries += 1) {
        try {
          worker.program = await this.startWorker();
          worker.isFrozen = false;
          return;
        } catch (error) {
          if (tries === 10) throw error;
          await sleep(1_000);
        }
      }
    } finally {
      worker.isStarting = false;
    }
  }

  /** Those that run and do not stand still. */
  get awake(): readonly Worker[] {
    return this.workers.filter(({ isFrozen, program }) => !isFrozen && !program.hasEnded);
  }

  /** True from its end on: nobody sends files any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * One after the other: a file and its correction are sent while nobody puts the database back between the two, or they would be two
   * files of which nobody knows which came first.
   */
  async alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => undefined);
    return await turn;
  }

  count(blow: string): void {
    this.tally.set(blow, (this.tally.get(blow) ?? 0) + 1);
  }

  beside(work: Promise<unknown>): void {
    const noted = work.catch((error: unknown) => this.options.say(`beside the blows: ${String(error)}`));
    this.background.add(noted);
    void noted.finally(() => this.background.delete(noted));
  }

  /** `keep` leaves the world's folder, for whoever wants to know more. */
  async stop({ keep }: Readonly<{ keep: boolean }>): Promise<void> {
    this.#isOver = true;
    await Promise.allSettled(this.background);
    for (const { program } of this.workers) program.signal('SIGCONT');
    await this.network.stop();
    await (keep ? this.world.end() : this.world.stop());
    await this.postgres?.stop();
  }
}
