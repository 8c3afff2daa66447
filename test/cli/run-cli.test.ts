import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli/run-cli';
import { startHandMadeGateway } from '../gateway/hand-made-gateway';
import { fakeStreams } from '../support/fake-streams';

const commands = [
  'check',
  'submit',
  'watch',
  'status',
  'report',
  'show',
  'schedule',
  'services',
  'template',
  'doctor',
  'worker',
  'sandbox',
  'help',
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (argv: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
  const streams = fakeStreams({ environment, workingFolder: folder });
  const exitCode = await runCli(argv, streams);
  return { exitCode, out: streams.out(), err: streams.err() };
};

describe('usage errors end with 2, the code of "nothing was sent"', () => {
  test.each([
    [[]],
    [['chek']],
    [['check']],
    [['check', 'a.csv', 'b.csv']],
    [['check', 'a.csv', '--perid', '2026-12']],
    [['check', 'a.csv', '--period', 'December']],
    [['check', 'a.csv', '--period']],
    [['submit', 'a.csv', '--duplicates', 'perhaps']],
    [['status', '-o', 'yaml']],
    [['help', 'nothing']],
    [['help', 'schedule', 'nothing']],
    [['help', 'check', 'submit']],
  ])('payrun %j', async (argv) => {
    const { exitCode, out, err } = await run(argv);
    expect(exitCode).toBe(2);
    expect(out).toBe('');
    expect(err).not.toBe('');
  });

  test('and say what was meant, and where help is', async () => {
    const { err } = await run(['chek']);
    expect(err).toContain("error: unknown command 'chek'");
    expect(err).toContain('Did you mean check?');
    expect(err).toContain('hint: payrun help');
  });

  test('a period is refused with how to write it', async () => {
    expect((await run(['check', 'a.csv', '--period', 'December'])).err).toContain('2026-12');
  });
});

describe('help', () => {
  test.each([['--help'], ['help']])('payrun %s is on standard output and names every command', async (word) => {
    const { exitCode, out } = await run([word]);
    expect(exitCode).toBe(0);
    for (const command of commands) expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  });

  test.each(commands)('payrun help %s has an example and fits 80 columns', async (command) => {
    const { exitCode, out } = await run(['help', command]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(new RegExp(`Example:\\n  \\$ payrun ${command}`));
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect((await run([command, '--help'])).out).toBe(out);
  });

  test('payrun help explains a command of a command as its own --help does', async () => {
    const { exitCode, out } = await run(['help', 'schedule', 'create']);
    expect(exitCode).toBe(0);
    expect((await run(['schedule', 'create', '--help'])).out).toBe(out);
  });

  test.each(['exit-codes', 'environment', 'file'])('payrun help %s fits 80 columns', async (topic) => {
    const { exitCode, out } = await run(['help', topic]);
    expect(exitCode).toBe(0);
    expect(out.split('\n').length).toBeGreaterThan(8);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('tells the version', async () => expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/));
});

describe('a file that cannot be read ends with 2', () => {
  test('because it is not there', async () => {
    const { exitCode, err } = await run(['check', 'gone.csv']);
    expect(exitCode).toBe(2);
    expect(err).toContain('error: cannot read gone.csv: there is no such file');
  });
  test('because it is a folder', async () => expect((await run(['check', '.'])).err).toContain('it is a folder'));
});

describe('settings', () => {
  test('that cannot be used are told all at once, with 2, and no secret among them', async () => {
    const { exitCode, err } = await run(['status'], {
      PAYRUN_MODE: 'production',
      PAYRUN_GATEWAY_URL: 'https://user:hunter2@gateway.test',
      PAYRUN_API_KEY: 'very secret',
    });
    expect(exitCode).toBe(2);
    expect(err).toContain('PAYRUN_MODE');
    expect(err).toContain('PAYRUN_GATEWAY_URL');
    expect(err).not.toContain('hunter2');
    expect(err).not.toContain('very secret');
  });

  test('that are misspelt are warned of', async () => {
    const { err } = await run(['status'], { PAYRUN_GATEWAY_ULR: 'https://gateway.test' });
    expect(err).toContain('PAYRUN_GATEWAY_ULR is no setting of Payrun');
  });
});

describe('what is out of reach ends with 1 and one sentence', () => {
  const file = () => {
    writeFileSync(join(folder, 'one.csv'), 'service,currency,amount,fields.card_number\ncard,USD,10.00,4111111111111111\n');
    return 'one.csv';
  };
  const gateway = {
    PAYRUN_GATEWAY_URL: 'http://127.0.0.1:1',
    PAYRUN_ACCOUNT_ID: 'coma_1',
    PAYRUN_API_KEY: 'key-of-the-account',
    PAYRUN_PUBLIC_KEY: 'pk_test_1',
  };
  const key = { PAYRUN_DATA_KEY: Buffer.alloc(32, 7).toString('base64') };

  test.each([
    ['no database', ['status'], {}, 'there is no database'],
    ['no Temporal', ['submit', 'one.csv', '--yes'], gateway, 'there is no Temporal server'],
    ['no gateway', ['services'], {}, 'there is no gateway'],
    ['a gateway that does not answer', ['services'], gateway, 'the services cannot be read: the gateway did not answer'],
    [
      'rules that cannot be asked for',
      ['check', 'one.csv'],
      gateway,
      "the gateway's rules are out of reach, so nothing was sent or stored",
    ],
    [
      'a database that does not answer',
      ['status'],
      { ...gateway, ...key, DATABASE_URL: 'postgres://ann:hunter2@127.0.0.1:1/payrun' },
      'the database at 127.0.0.1:1',
    ],
    [
      'a Temporal that does not answer',
      ['submit', 'one.csv', '--yes'],
      { ...gateway, TEMPORAL_ADDRESS: '127.0.0.1:1' },
      'Temporal at 127.0.0.1:1 is out of reach',
    ],
  ])('%s', async (_, argv, environment, sentence) => {
    file();
    const { exitCode, out, err } = await run(argv, environment);
    expect(err).toContain(`error: ${sentence}`);
    expect(err).toContain('hint: ');
    expect(err.trimEnd().split('\n')).toHaveLength(2);
    expect(exitCode).toBe(1);
    expect(out).toBe('');
    expect(err).not.toMatch(/hunter2|key-of-the-account|4111/);
  });

  test('and its stack with --debug, without messages of libraries', async () => {
    const { err } = await run(['status', '--debug'], { ...gateway, ...key, DATABASE_URL: 'postgres://ann:hunter2@127.0.0.1:1/payrun' });
    expect(err).toMatch(/^DatabaseUnreachable:\n\s+at /m);
    expect(err).not.toContain('hunter2');
  });
});

describe('a file that cannot be read', () => {
  test.each([
    ['steers no terminal by its name', 'a\u001b[31m\nb.csv', 'error: cannot read a?[31m?b.csv: there is no such file'],
    ['is named as having none', '', 'error: cannot read the file: its name is empty'],
  ])('%s', async (_, name, sentence) => {
    const { exitCode, err } = await run(['check', name]);
    expect(exitCode).toBe(2);
    expect(err.split('\n')[0]).toBe(sentence);
  });
});

describe('doctor', () => {
  test('shows every setting with its source, masks secrets and tries what it can', async () => {
    const { exitCode, out } = await run(['doctor'], { PAYRUN_MODE: 'test', PAYRUN_DATA_KEY: Buffer.alloc(32, 7).toString('base64') });
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^PAYRUN_MODE\tenvironment\ttest$/m);
    expect(out).toMatch(/^PAYRUN_DATA_KEY\tenvironment\t\*\*\*$/m);
    expect(out).toMatch(/^failed\s+database: there is no database/m);
    expect(out).toMatch(/^failed\s+gateway: there is no gateway/m);
  });

  test.each([
    ['that lists its services, is in reach without a profile', 200, /^ok\s+gateway: coma_1 at \S+, mode test; it has no profile$/m],
    ['that has nothing of it, is at another address', 404, /^failed\s+gateway: it answered 404$/m],
  ])('a gateway, %s', async (_, status, finding) => {
    const server = await startHandMadeGateway(({ url }) =>
      url === '/payout-services' ? { status, body: { data: [] } } : { status: 404, body: {} },
    );
    try {
      const { out } = await run(['doctor'], {
        PAYRUN_GATEWAY_URL: server.url,
        PAYRUN_ACCOUNT_ID: 'coma_1',
        PAYRUN_API_KEY: 'k',
        PAYRUN_PUBLIC_KEY: 'pk_test_1',
      });
      expect(out).toMatch(finding);
    } finally {
      await server.stop();
    }
  });

  test('ends with 2 when a setting cannot be used, and tries nothing then', async () => {
    const { exitCode, out } = await run(['doctor', '-o', 'json'], { PAYRUN_MODE: 'production' });
    expect(exitCode).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ version: 1, kind: 'doctor', problems: [{ name: 'PAYRUN_MODE' }], connections: [] });
  });
});
