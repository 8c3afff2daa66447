import type { Command } from 'commander';
import { readArguments } from '../sandbox/read-arguments';
import type { Sandbox } from '../sandbox/sandbox';
import { startSandbox } from '../sandbox/start-sandbox';
import { errorCode } from '../store/error-code';
import type { CommandContext, RunCommand } from './command-context';
import { CommandFailed } from './command-failed';
import { type ExitCode, exitCodes } from './exit-codes';
import { untilInterrupted } from './until-interrupted';

const about = `Runs a stand-in gateway on this machine until Ctrl-C: the payout half of the
gateway's API, with books of every movement of money, and faults that can be
switched on at its control address. It moves no money.

Example:
  $ payrun sandbox --port 8090 --state sandbox.jsonl --books books.jsonl`;

const flags = {
  port: 'port of the gateway; any free one if absent',
  'control-port': 'port of the control server; any free one if absent',
  seed: 'a number that every chance follows from',
  books: 'file to append every movement of money to',
  state: 'file that keeps its invoices over restarts',
  'settle-ms': 'how long a payout takes: 1500 or 1000-3000',
  'latency-ms': 'how long an answer takes: 300 or 100-500',
  faults: 'faults as JSON',
  settings: 'other settings as JSON',
} as const;

export function addSandboxCommand(program: Command, run: RunCommand): void {
  const command = program.command('sandbox').summary('run a stand-in gateway').description(about);
  for (const [flag, words] of Object.entries(flags)) command.option(`--${flag} <value>`, words);
  command.action((options: Readonly<Record<string, string>>) => run((context) => runSandbox(context, options)));
}

async function runSandbox({ streams, screen }: CommandContext, options: Readonly<Record<string, string>>): Promise<ExitCode> {
  const sandbox = await start(options, streams.environment);
  const { url, controlUrl, credentials } = sandbox;
  screen.result({ kind: 'sandbox', url, controlUrl, credentials, pid: process.pid }, () =>
    [
      `PAYRUN_GATEWAY_URL=${url}`,
      `PAYRUN_ACCOUNT_ID=${credentials.id}`,
      `PAYRUN_API_KEY=${credentials.apiKey}`,
      `PAYRUN_PUBLIC_KEY=${credentials.publicKey}`,
    ].join('\n'),
  );
  screen.say(`The sandbox answers at ${url}. Faults and settings: ${controlUrl}. Ctrl-C ends it.`);
  const interruption = untilInterrupted(streams);
  await interruption.happened;
  interruption.forget();
  await sandbox.stop();
  return exitCodes.done;
}

async function start(options: Readonly<Record<string, string>>, environment: NodeJS.ProcessEnv): Promise<Sandbox> {
  // commander names an option in camel case; the sandbox's own reader takes flags.
  const argv = Object.entries(options).flatMap(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    value,
  ]);
  try {
    return await startSandbox(readArguments(argv, environment));
  } catch (error) {
    const code = errorCode(error);
    const cause = { cause: error };
    if (code === 'EADDRINUSE')
      throw new CommandFailed(exitCodes.failed, 'the sandbox did not start', 'its port is taken', 'name another --port', cause);
    if (code !== undefined) throw new CommandFailed(exitCodes.failed, 'the sandbox did not start', code, undefined, cause);
    throw new CommandFailed(
      exitCodes.refused,
      'the sandbox did not start',
      'a flag has a value that it cannot use',
      'payrun help sandbox',
      cause,
    );
  }
}
