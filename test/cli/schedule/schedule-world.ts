import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { runCli } from '../../../src/cli/run-cli';
import type { Sandbox } from '../../../src/sandbox/sandbox';
import { type CommandLineParts, startCommandLineParts } from '../../support/command-line-parts';
import { type FakeStreams, fakeStreams } from '../../support/fake-streams';

/** Card numbers, names and keys that must never be seen. */
const secrets = [/4000000000\d{6}/, /Ada Example/, /sandbox-api-key/, /sk_test_/, /pk_test_/];

type Environment = Readonly<Record<string, string>>;

/** The command line over real parts, and what a test says to them; a worker where a test wants one. */
export class ScheduleWorld {
  private constructor(
    private readonly parts: CommandLineParts,
    readonly connection: Connection,
  ) {}

  static async start(databaseUrl: string): Promise<ScheduleWorld> {
    const parts = await startCommandLineParts(databaseUrl, [50, 300]);
    return new ScheduleWorld(parts, await Connection.connect({ address: parts.temporal.address }));
  }

  get folder(): string {
    return this.parts.folder;
  }

  get sandbox(): Sandbox {
    return this.parts.sandbox;
  }

  get environment(): Environment {
    return this.parts.environment;
  }

  async startWorker(): Promise<void> {
    await this.parts.startWorker();
  }

  async stop(): Promise<void> {
    await this.connection.close();
    await this.parts.stop();
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
