import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { runCli } from '../../../src/cli/run-cli';
import type { Sandbox } from '../../../src/sandbox/sandbox';
import { startSandbox } from '../../../src/sandbox/start-sandbox';
import { type FakeStreams, fakeStreams } from '../../support/fake-streams';
import { type PayrunProcess, runPayrun } from '../../support/run-payrun';
import { type OwnTemporal, startOwnTemporal } from '../../support/start-own-temporal';
import { until } from '../../support/until';

/** Card numbers, names and keys that must never be seen. */
const secrets = [/4000000000\d{6}/, /Ada Example/, /sandbox-api-key/, /sk_test_/, /pk_test_/];

type Environment = Readonly<Record<string, string>>;

/** The command line with a sandbox, a Temporal server and a database, all real; a worker where a test wants one. */
export class ScheduleWorld {
  worker: PayrunProcess | undefined;
  private constructor(
    readonly folder: string,
    readonly temporal: OwnTemporal,
    readonly connection: Connection,
    readonly sandbox: Sandbox,
    readonly environment: Environment,
  ) {}

  static async start(databaseUrl: string): Promise<ScheduleWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'payrun-schedule-'));
    const temporal = await startOwnTemporal();
    const sandbox = await startSandbox({ settleMs: [50, 300] });
    const { id, apiKey, publicKey, signingKey } = sandbox.credentials;
    const environment = {
      PAYRUN_GATEWAY_URL: sandbox.url,
      PAYRUN_ACCOUNT_ID: id,
      PAYRUN_API_KEY: apiKey,
      PAYRUN_PUBLIC_KEY: publicKey,
      PAYRUN_SIGNING_KEY: signingKey,
      PAYRUN_GATEWAY_RPS: '500',
      DATABASE_URL: databaseUrl,
      PAYRUN_DATA_KEY: '22'.repeat(32),
      TEMPORAL_ADDRESS: temporal.address,
    };
    const connection = await Connection.connect({ address: temporal.address });
    return new ScheduleWorld(folder, temporal, connection, sandbox, environment);
  }

  async startWorker(): Promise<void> {
    const worker = runPayrun(['worker'], { environment: this.environment, cwd: this.folder });
    this.worker = worker;
    await until(async () => worker.err().includes('The worker of'), 60_000);
  }

  async stop(): Promise<void> {
    this.worker?.child.kill('SIGTERM');
    await this.worker?.ended;
    await this.connection.close();
    await this.sandbox.stop();
    await this.temporal.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get client(): Client {
    return new Client({ connection: this.connection });
  }

  /** Writes a roster: `emp-1 10.00` is a row of that key and amount; a third word is the end of the card's number. */
  roster(
    name: string,
    rows: readonly string[],
    columns = 'reference_id,service,currency,amount,fields.card_number,customer.reference_id,customer.name',
  ): string {
    const lines = rows.map((row) => {
      const [reference = '', amount = '10.00', card = String(reference.length)] = row.split(' ');
      return `${reference},card,USD,${amount},${4_000_000_000_000_000n + cardOf(reference, card)},c-${reference},Ada Example`;
    });
    writeFileSync(join(this.folder, name), [columns, ...lines, ''].join('\n'));
    return name;
  }

  write(name: string, lines: readonly string[]): string {
    writeFileSync(join(this.folder, name), [...lines, ''].join('\n'));
    return name;
  }

  start(argv: readonly string[], options: Readonly<{ isTerminal?: boolean; more?: Environment }> = {}) {
    const streams = fakeStreams({
      environment: { ...this.environment, ...options.more },
      workingFolder: this.folder,
      terminals: options.isTerminal === true ? ['stdin'] : [],
    });
    return { streams, ended: runCli(argv, streams) };
  }

  async run(argv: readonly string[], more: Environment = {}) {
    const { streams, ended } = this.start(argv, { more });
    const exitCode = await ended;
    return { exitCode, ...this.seen(streams) };
  }

  /** The JSON document of a command that must succeed. */
  async json(argv: readonly string[], more: Environment = {}): Promise<Record<string, unknown>> {
    const { exitCode, out, err } = await this.run([...argv, '-o', 'json'], more);
    if (exitCode !== 0) throw new Error(`${argv.join(' ')} ended with ${exitCode}: ${err}`);
    return JSON.parse(out) as Record<string, unknown>;
  }

  seen(streams: FakeStreams) {
    const [out, err] = [streams.out(), streams.err()];
    for (const secret of secrets) expect(out + err).not.toMatch(secret);
    return { out, err };
  }
}

/** A card that belongs to the person, and to nobody else of these tests. */
function cardOf(reference: string, card: string): bigint {
  const person = [...reference].reduce((sum, letter) => (sum * 31n + BigInt(letter.charCodeAt(0))) % 9_000n, 7n);
  return (person * 10n + BigInt(card.length % 10)) * 10n;
}
