import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { learnOffers } from '../check/learn-offers';
import type { LiveService } from '../check/live-rules';
import { standingIssue } from '../check/standing-issue';
import { templateRows } from '../check/template-rows';
import { csvText } from '../csv/csv-text';
import { createCorefyServices } from '../gateway/corefy-services';
import type { ServiceGateway } from '../gateway/service-gateway';
import type { Parts } from '../parts/parts';
import { cannotWrite } from './cannot-write';
import type { CommandContext, RunCommand } from './command-context';
import { CommandFailed } from './command-failed';
import { type ExitCode, exitCodes } from './exit-codes';
import { listServices } from './list-services';
import { liveFailureWords } from './live-failure-words';
import { shownArgument } from './shown-argument';
import { withParts } from './with-parts';

type Options = Readonly<{ out?: string }>;

const about = `Writes a CSV to begin with: a header with every field that the services know,
and one example row for each, which payrun check accepts. Optional fields are
left empty. Nobody's account is in it: replace the rows before you pay. Asks
the gateway what the services want, and sends nothing else.

Example:
  $ payrun template card --out salaries.csv`;

export function addTemplateCommand(program: Command, run: RunCommand): void {
  program
    .command('template')
    .summary('write a CSV to begin with')
    .description(about)
    .argument('<service...>', 'codes of services; payrun services lists them')
    .option('--out <file>', 'write to a file that is not there yet')
    .action((codes: readonly string[], options: Options) =>
      run((context) => withParts(context, (parts) => template(context, parts, [...new Set(codes)], options))),
    );
}

async function template(context: CommandContext, parts: Parts, codes: readonly string[], { out }: Options): Promise<ExitCode> {
  const { screen, streams } = context;
  const gateway = createCorefyServices(parts.gateway());
  let services: readonly LiveService[];
  try {
    services = await offered(codes, gateway);
  } finally {
    gateway.close();
  }
  const { rows, unfilled } = templateRows(services);
  const text = csvText(rows);
  for (const { line, column, label } of unfilled) {
    screen.say(`${screen.errPaint.yellow('warning:')} line ${line}: fill ${column} by hand (${label.slice(0, 120)}): no example fits it.`);
  }
  if (out !== undefined) await writeNew(resolve(streams.workingFolder, out), out, text);
  const document = { kind: 'template', services: codes, ...(out === undefined ? { csv: text } : { out }), unfilled };
  if (out === undefined || screen.format !== 'text') screen.result(document, () => text.trimEnd());
  if (out !== undefined) screen.say(`The template is in ${out}. Replace its rows, then: payrun check ${shownArgument(out)}`);
  return exitCodes.done;
}

/** Each service in each currency that can be paid with now. */
async function offered(codes: readonly string[], gateway: ServiceGateway): Promise<readonly LiveService[]> {
  const listed = await listServices(gateway);
  const wanted = codes.flatMap((code) => {
    const found = listed.filter((service) => service.code === code);
    if (found.length > 0) return found;
    throw new CommandFailed(
      exitCodes.refused,
      `there is no service ${shownArgument(code)}`,
      'the account has none',
      'payrun services lists them',
    );
  });
  const learnt = await learnOffers(listed, wanted, gateway);
  if (!learnt.ok) {
    const { why, hint } = liveFailureWords(learnt);
    throw new CommandFailed(exitCodes.failed, 'the fields of the services cannot be read', why, hint);
  }
  const { services, mode } = learnt.rules;
  return codes.flatMap((code) => {
    const ofCode = services.filter(({ service }) => service === code);
    const usable = ofCode.filter(({ standing }) => standing === 'offered');
    if (usable.length > 0) return usable;
    const [first] = ofCode;
    const { expected = 'a service with a currency that can be paid' } =
      (first && standingIssue({ line: 2, service: code, currency: first.currency }, first.standing, mode)) ?? {};
    throw new CommandFailed(
      exitCodes.refused,
      `${code} cannot be paid with`,
      `expected ${expected}`,
      'payrun services shows how each stands',
    );
  });
}

async function writeNew(path: string, shown: string, text: string): Promise<void> {
  // Never over a file: it might be somebody's payroll.
  await writeFile(path, text, { flag: 'wx' }).catch((error: unknown) => {
    throw cannotWrite('the template', shown, error);
  });
}
