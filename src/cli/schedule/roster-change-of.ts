import type { Parts } from '../../parts/parts';
import { compareRosters, type RosterChange } from '../../payroll/compare-rosters';
import { openedRoster } from '../../payroll/opened-roster';
import type { Payroll } from '../../store/payrolls/payroll';
import type { Roster } from '../../store/payrolls/rosters';
import type { CommandContext } from '../command-context';

/** How a new roster differs from the one that the payroll has; undefined where it has none, or none that can be opened. */
export async function rosterChangeOf(
  { screen }: CommandContext,
  parts: Parts,
  { accountId, name, source }: Payroll,
  before: Roster | undefined,
  after: Buffer,
): Promise<RosterChange | undefined> {
  if (before === undefined || source.kind !== 'roster') return undefined;
  const { db } = await parts.store();
  const opened = await openedRoster(db, parts.dataKeys(), { accountId, payroll: name }, before.version);
  if (opened !== undefined) return await compareRosters(opened, after);
  const warning = screen.errPaint.yellow('warning:');
  screen.say(`${warning} roster ${before.version} cannot be opened without its key, so nobody can say what the new one changes.`);
  return undefined;
}
