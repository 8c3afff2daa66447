import type { Parts } from '../../parts/parts';
import { listPayrolls } from '../../store/payrolls/payrolls';
import type { Screen } from '../screen';
import { standingWords } from './standing-words';
import { temporalStanding } from './temporal-standing';

/**
 * Says which payrolls Temporal has no schedule of: a server that was lost comes back without them, and nothing else would tell before a pay
 * day has gone by. None is made again by itself, since somebody may have deleted it there so that nobody is paid.
 */
export async function tellLostSchedules(screen: Pick<Screen, 'say'>, parts: Parts): Promise<void> {
  const { db, accountId } = await parts.store();
  for (const payroll of await listPayrolls(db, accountId)) {
    const standing = await temporalStanding(parts, payroll);
    if (standing.state === 'missing') screen.say(`! payroll ${payroll.name}: ${standingWords(payroll.name, standing).replace('! ', '')}`);
  }
}
