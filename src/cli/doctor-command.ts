import type { Command } from 'commander';
import { findPlaces } from '../parts/find-places';
import { Parts } from '../parts/parts';
import { loadSettings } from '../settings/load-settings';
import type { SettingShown } from '../settings/show-settings';
import type { CommandContext, RunCommand } from './command-context';
import type { Finding } from './connection-finding';
import { type ExitCode, exitCodes } from './exit-codes';
import { renderTable } from './render-table';
import type { Screen } from './screen';
import { tryConnections } from './try-connections';

const about = `Shows every setting with where it comes from, secrets masked, and tries each
connection: database, Temporal with its search attributes, the workflows of open
batches and the schedules of payrolls, gateway. Sends nothing, but for one
notice where --send-test-notice asks for it. Ends with 2 if a setting cannot be
used, with 1 if a connection fails, an open batch has no workflow, or a schedule
is not as it should be.

Example:
  $ payrun doctor
  $ payrun doctor --send-test-notice`;

export function addDoctorCommand(program: Command, run: RunCommand): void {
  program
    .command('doctor')
    .summary('show settings, try connections')
    .description(about)
    .option('--send-test-notice', 'send one to PAYRUN_NOTIFY_URL, to see whether it arrives')
    .action(({ sendTestNotice = false }: { sendTestNotice?: boolean }) => run((context) => examine(context, sendTestNotice)));
}

async function examine({ streams, screen }: CommandContext, sendsTestNotice: boolean): Promise<ExitCode> {
  const loaded = loadSettings({ ...streams.environment }, streams.workingFolder);
  const problems = loaded.ok ? [] : loaded.problems;
  let findings: readonly Finding[] = [];
  if (loaded.ok) {
    const parts = new Parts(loaded.settings, findPlaces(loaded.settings));
    try {
      findings = await tryConnections(parts, sendsTestNotice);
    } finally {
      await parts.close();
    }
  }
  const document = { kind: 'doctor', settings: loaded.sources, problems, unknownNames: loaded.unknown, connections: findings };
  screen.result(document, () =>
    [
      settingsTable(screen, loaded.sources),
      ...loaded.unknown.map((name) => `${screen.outPaint.yellow('warning')} ${name} is no setting of Payrun: is it misspelt?`),
      ...problems.map(
        ({ name, expected, got, fix }) => `${screen.outPaint.red('wrong')}   ${name}: expected ${expected}, got ${got}. ${fix}`,
      ),
      '',
      ...(loaded.ok ? findings.map((finding) => findingLine(screen, finding)) : ['Connections are tried once the settings can be used.']),
    ].join('\n'),
  );
  if (problems.length > 0) return exitCodes.refused;
  return findings.every(({ ok }) => ok) ? exitCodes.done : exitCodes.failed;
}

function settingsTable(screen: Screen, sources: readonly SettingShown[]): string {
  const columns = [{ heading: 'SETTING' }, { heading: 'FROM' }, { heading: 'VALUE' }];
  const rows = sources.map(({ name, source, file, value }) => [name, file === undefined ? source : `${source}, ${file}`, value]);
  return renderTable(columns, rows, screen.outIsTerminal);
}

function findingLine({ outPaint }: Screen, { name, ok, words, fix }: Finding): string {
  const mark = ok ? outPaint.green('ok     ') : outPaint.red('failed ');
  return `${mark} ${name}: ${words}${fix === undefined ? '' : `\n        hint: ${fix}`}`;
}
