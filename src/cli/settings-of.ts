import { loadSettings } from '../settings/load-settings';
import type { Settings } from '../settings/settings';
import type { CommandContext } from './command-context';
import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';

/**
 * The settings of the environment and `.env`. A name that is no setting is warned of: the default would stand in for it in silence.
 * @throws CommandFailed with every problem of the settings, exit code 2
 */
export function settingsOf({ streams, screen }: CommandContext): Settings {
  const loaded = loadSettings({ ...streams.environment }, streams.workingFolder);
  for (const name of loaded.unknown) screen.say(`${screen.errPaint.yellow('warning:')} ${name} is no setting of Payrun: is it misspelt?`);
  if (loaded.ok) return loaded.settings;
  const sentences = loaded.problems.map(({ name, expected, got, fix }) => `${name}: expected ${expected}, got ${got}. ${fix}`);
  const what = sentences.length === 1 ? 'a setting cannot be used' : `${sentences.length} settings cannot be used`;
  const why = sentences.length === 1 ? sentences[0] : `\n  ${sentences.join('\n  ')}`;
  throw new CommandFailed(exitCodes.refused, what, why, 'payrun help environment tells every setting; payrun doctor shows what is set');
}
