import { setTimeout as sleep } from 'node:timers/promises';
import type { Parts } from '../../../parts/parts';
import { appendPayrollAudit } from '../../../store/payrolls/payroll-audit';
import { pressTrigger } from '../../../temporal/press-trigger';
import { startPayrollRun } from '../../../temporal/start-payroll-run';
import type { CommandContext } from '../../command-context';
import { currentActor } from '../../current-actor';
import { type DemoPeriod, demoPayroll } from './begin-demo';
import { clockTime } from './clock-time';

/**
 * Waits for the moment of a period that no schedule fires for, and then asks for it twice at once, by two ways that know nothing of each
 * other: each starts a run of its own, and both go on at the same time. Tells what became of them.
 */
export async function pressTwice(
  { screen }: CommandContext,
  parts: Parts,
  { payDate, comesAt }: DemoPeriod,
  signal: AbortSignal,
): Promise<void> {
  const { name: payroll } = demoPayroll;
  const { period } = payDate;
  await sleep(Math.max(0, comesAt.getTime() - Date.now()), undefined, { signal }).catch(() => undefined);
  if (signal.aborted) return;
  const { client } = await parts.temporal();
  const { db, accountId } = await parts.store();
  const askedBy = currentActor();
  const say = (words: string) => screen.say(`${clockTime(new Date())}  ${period} ${words}`);
  say(
    `is asked for twice at once: by Trigger on its schedule's page, and as by\n          npx payrun schedule run ${payroll} --period ${period}`,
  );
  const byHand = async () => {
    const run = await startPayrollRun(client, { payroll, period, askedBy, account: parts.accountMark });
    return run === 'other_account' ? undefined : await run.result();
  };
  await appendPayrollAudit(db, { accountId, payroll, action: 'payroll_run', actor: askedBy, details: { period } });
  const results = await Promise.all([pressTrigger(client, payroll, signal), byHand()]);
  if (signal.aborted) return;
  const runs = results.map((result) => result?.periods.find((each) => each.period === period));
  const batches = new Set(runs.flatMap((run) => run?.batchId ?? []));
  screen.event({ kind: 'period_pressed_twice', period, runs: runs.map((run) => run ?? { period, result: 'none' }) });
  const found = runs.filter((run) => run !== undefined).length;
  say(`was run by ${found === 2 ? 'both' : `${found} of them`}: ${[...batches].map((batch) => `batch ${batch}`).join(', ') || 'no batch'}`);
}
