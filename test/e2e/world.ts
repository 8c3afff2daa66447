import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../src/embedded/start-embedded-database';
import { type RunningTemporal, startTemporal } from '../../src/embedded/start-temporal';
import type { Fault } from '../../src/sandbox/fault';
import type { Movement } from '../../src/sandbox/movement';
import { sandboxAccount } from '../../src/sandbox/sandbox-account';
import type { SandboxSettings } from '../../src/sandbox/sandbox-settings';
import type { Database } from '../../src/store/database';
import { openDatabase } from '../../src/store/open-database';
import { ownPort } from '../support/own-port';
import { temporalExecutable } from '../support/temporal-executable';
import { builtProgram } from './built-program';
import { type Ended, Program } from './program';
import { SandboxControl } from './sandbox-control';

export type DatabaseKind = 'embedded' | 'postgres';

export type WorldOptions = Readonly<{
  seed: number;
  database?: DatabaseKind;
  /** For `postgres`: an empty database; without one, it is made on the server that PAYRUN_TEST_DATABASE_URL names. */
  databaseUrl?: string;
  faults?: readonly Fault[];
  sandbox?: Partial<SandboxSettings>;
}>;

export type SandboxProcess = Readonly<{ program: Program; url: string; control: SandboxControl; booksPath: string }>;

/** Each run draws another seed, which stands in the tests' names; PAYRUN_TEST_SEED repeats one. */
export const worldSeed = Number(process.env.PAYRUN_TEST_SEED ?? randomInt(1_000_000));

/** The databases of this machine: PostgreSQL where a server is named. */
export const databaseKinds: readonly DatabaseKind[] = process.env.PAYRUN_TEST_DATABASE_URL ? ['embedded', 'postgres'] : ['embedded'];

/**
 * All of Payrun as people run it, in a folder of its own: Temporal's server, the database, the sandbox, workers and commands are processes,
 * and any of them may be killed.
 */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'payrun-e2e-'));
  /** What Payrun and Temporal keep; nothing in it may tell who is paid. */
  readonly dataDir = join(this.folder, 'data');
  readonly outputFolder = join(this.folder, 'output');
  readonly workFolder = join(this.folder, 'work');
  readonly dataKey = randomBytes(32).toString('hex');
  readonly programs: Program[] = [];
  #temporal: RunningTemporal | undefined;
  #embedded: EmbeddedDatabase | undefined;
  #sandbox: SandboxProcess | undefined;
  #db: Database | undefined;
  #dropDatabase: () => Promise<void> = async () => undefined;
  #databaseUrl = '';

  private constructor(readonly options: WorldOptions) {}

  static async start(options: WorldOptions): Promise<World> {
    const world = new World(options);
    try {
      for (const folder of [world.dataDir, world.outputFolder, world.workFolder]) mkdirSync(folder);
      builtProgram('starter.js');
      await Promise.all([world.startTemporal(), world.#startDatabase(), world.#startFirstSandbox()]);
      return world;
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  get temporal(): RunningTemporal {
    return opened(this.#temporal);
  }

  get sandbox(): SandboxProcess {
    return opened(this.#sandbox);
  }

  /** The test's own look into the database. */
  get db(): Database {
    return opened(this.#db);
  }

  /** The settings of the sandbox's account, and nothing of this process's own. */
  environment(changes: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
    const own = Object.entries(process.env).filter(([name]) => !/^(PAYRUN_|TEMPORAL_|SANDBOX_|DATABASE_URL|JEST_|NODE_ENV)/.test(name));
    return {
      ...Object.fromEntries(own),
      PAYRUN_GATEWAY_URL: this.sandbox.url,
      PAYRUN_ACCOUNT_ID: sandboxAccount.id,
      PAYRUN_API_KEY: sandboxAccount.apiKey,
      PAYRUN_PUBLIC_KEY: sandboxAccount.publicKey,
      PAYRUN_GATEWAY_RPS: '1000',
      PAYRUN_GATEWAY_TIMEOUT: '20s',
      PAYRUN_DATA_DIR: this.dataDir,
      PAYRUN_DATA_KEY: this.dataKey,
      TEMPORAL_ADDRESS: this.temporal.address,
      ...(this.options.database === 'postgres' && { DATABASE_URL: this.#databaseUrl }),
      ...changes,
    };
  }

  /** `payrun …` as a process. */
  payrun(args: readonly string[], changes: Readonly<Record<string, string>> = {}): Program {
    const plan = {
      name: args[0] ?? 'payrun',
      env: this.environment(changes),
      workingFolder: this.workFolder,
      outputFolder: this.outputFolder,
    };
    const program = new Program({ ...plan, args: [builtProgram('starter.js'), ...args] });
    this.programs.push(program);
    return program;
  }

  /** `payrun …` to its end. */
  async run(args: readonly string[], changes: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return await this.payrun(args, changes).ended;
  }

  /** A worker that has connected to everything, and waits little for lost answers. */
  async startWorker(changes: Readonly<Record<string, string>> = {}): Promise<Program> {
    const worker = this.payrun(['worker'], { PAYRUN_GATEWAY_TIMEOUT: '2s', ...changes });
    await worker.untilSaid(/^The worker of /m);
    return worker;
  }

  writeFile(name: string, text: string): string {
    const path = join(this.workFolder, name);
    writeFileSync(path, text);
    return path;
  }

  /** Starts the server on its file, where an earlier one may have been killed, at the address that it had. */
  async startTemporal(): Promise<void> {
    const before = this.#temporal;
    await before?.stop();
    const port = before === undefined ? await ownPort() : Number(before.address.split(':').at(-1));
    const uiPort = before === undefined ? await ownPort() : Number(new URL(before.uiUrl).port);
    this.#temporal = await startTemporal({ dataDir: this.dataDir, executable: temporalExecutable(), port, uiPort });
  }

  async killTemporal(): Promise<void> {
    process.kill(this.temporal.pid, 'SIGKILL');
    await this.temporal.ended;
  }

  /** With its password. */
  get databaseUrl(): string {
    return this.#databaseUrl;
  }

  get embeddedPid(): number {
    return opened(this.#embedded).pid;
  }

  /** The embedded database's own folder. */
  get embeddedFolder(): string {
    return join(this.dataDir, 'database');
  }

  /** Starts the embedded database on its folder, where an earlier one may have been killed, at the port that it had. */
  async startEmbedded(): Promise<void> {
    const port = this.#databaseUrl === '' ? await ownPort() : Number(new URL(this.#databaseUrl).port);
    const program = [builtProgram('embedded/database-process.js')];
    this.#embedded = await startEmbeddedDatabase({ dataDir: this.dataDir, port, program });
    this.#databaseUrl = this.#embedded.url;
  }

  async killEmbedded(): Promise<void> {
    process.kill(this.embeddedPid, 'SIGKILL');
    await opened(this.#embedded).ended;
  }

  /** Another sandbox, with books of its own. */
  async startSandbox(
    name: string,
    seed: number,
    settings: Partial<SandboxSettings> = {},
    faults: readonly Fault[] = [],
  ): Promise<SandboxProcess> {
    const folder = join(this.folder, name);
    mkdirSync(folder);
    const booksPath = join(folder, 'books.jsonl');
    const flags = {
      seed,
      books: booksPath,
      state: join(folder, 'invoices.jsonl'),
      settings: JSON.stringify(settings),
      faults: JSON.stringify(faults),
    };
    const args = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)]);
    const program = new Program({
      name: 'sandbox',
      args: [builtProgram('sandbox/sandbox-process.js'), ...args],
      env: process.env,
      workingFolder: folder,
      outputFolder: folder,
    });
    this.programs.push(program);
    await program.untilSaid(/controlUrl.*\n/);
    const { url, controlUrl } = JSON.parse(program.said.stdout) as { url: string; controlUrl: string };
    return { program, url, control: new SandboxControl(controlUrl), booksPath };
  }

  /** The judge: the books' file, as the sandbox's process has written it. */
  books(sandbox: SandboxProcess = this.sandbox): readonly Movement[] {
    const lines = readFileSync(sandbox.booksPath, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Movement);
  }

  /** Ends everything but leaves the folder, so that its bytes can be searched. */
  async end(): Promise<void> {
    await Promise.all(this.programs.splice(0).map((program) => program.stop()));
    await this.#temporal?.stop();
    await this.#db?.close();
    this.#db = undefined;
    await this.#embedded?.stop();
  }

  async stop(): Promise<void> {
    await this.end();
    await this.#dropDatabase();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #startFirstSandbox(): Promise<void> {
    const { seed, faults, sandbox } = this.options;
    this.#sandbox = await this.startSandbox('gateway', seed, { settleMs: [200, 2_000], ...sandbox }, faults);
  }

  async #startDatabase(): Promise<void> {
    if (this.options.databaseUrl !== undefined) this.#databaseUrl = this.options.databaseUrl;
    else if (this.options.database === 'postgres') await this.#makeDatabase(process.env.PAYRUN_TEST_DATABASE_URL ?? '');
    else await this.startEmbedded();
    // Patient: on a busy machine a connection takes its time, and this one only looks.
    this.#db = openDatabase(this.#databaseUrl, { connectionsMax: 2, connectTimeoutMs: 60_000 });
  }

  /** An empty one: the first command makes its tables. */
  async #makeDatabase(server: string): Promise<void> {
    const admin = openDatabase(server, { connectionsMax: 1 });
    const name = `payrun_e2e_${randomBytes(6).toString('hex')}`;
    await admin.query(`create database ${name}`);
    this.#databaseUrl = Object.assign(new URL(server), { pathname: `/${name}` }).href;
    this.#dropDatabase = async () => {
      await admin.query(`drop database ${name} with (force)`);
      await admin.close();
    };
  }
}

function opened<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error('this part of the world does not run');
  return part;
}
