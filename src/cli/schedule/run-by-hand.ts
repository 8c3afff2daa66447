import type { Parts } from '../../parts/parts';
import type { PayrollRun } from '../../store/payrolls/payroll';
import { findRun } from '../../store/payrolls/payroll-runs';
import { pickedHash } from '../../store/payrolls/pickups';
import { startPayrollRun } from '../../temporal/start-payroll-run';
import type { CommandContext } from '../command-context';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';
import { shownTime } from '../shown-time';
import { untilInterrupted } from '../until-interrupted';
import { warnWithoutWorker } from '../warn-without-worker';
import { ofOtherAccount } from './left-to-other-account';
import { refusalWords } from './refusal-words';
import { tellOtherWorkers } from './tell-other-workers';

export type HandRun = Omit<Parameters<typeof startPayrollRun>[1], 'account'>;

type Ended = Readonly<{ refusal: string | undefined }> | Readonly<{ error: unknown }>;

/**
 * Starts the run of a period and waits for its end: its batch is stored and started, or it is refused. The database says which.
 * @throws CommandFailed where it ended otherwise, or a person has stopped waiting
 */
export async function runByHand({ streams, screen }: CommandContext, parts: Parts, order: HandRun): Promise<PayrollRun> {
  const { payroll, period, contentHash } = order;
  const { db, accountId } = await parts.store();
  const { client } = await parts.temporal();
  const handle = await startPayrollRun(client, { ...order, account: parts.accountMark });
  if (handle === 'other_account') throw runOfOtherAccount(order);
  await warnWithoutWorker({ streams, screen }, parts);
  const interruption = untilInterrupted(streams);
  const waiting = new AbortController();
  void tellOtherWorkers(screen, handle, waiting.signal);
  const ended: Promise<Ended> = handle.result().then(
    ({ periods }) => ({ refusal: periods[0]?.why }),
    (error: unknown) => ({ error }),
  );
  const end = await Promise.race([ended, interruption.happened.then(() => 'stopped' as const)]);
  interruption.forget();
  waiting.abort();
  if (end === 'stopped') {
    throw new CommandFailed(exitCodes.interrupted, 'stopped watching; the run goes on', undefined, `payrun schedule show ${payroll}`);
  }
  const run = await findRun(db, { accountId, payroll, period });
  if (run?.state !== 'paid_from' && run?.state !== 'refused') throw notRun(order, run, end);
  const isOther = contentHash !== undefined && (await pickedHash(db, { accountId, name: payroll }, run)) !== contentHash;
  if (isOther && run.state === 'paid_from') screen.say('! It was run by another run first, from another file than the one shown here.');
  return run;
}

const runOfOtherAccount = ({ payroll, period }: HandRun) =>
  new CommandFailed(
    exitCodes.refused,
    `period ${period} of ${payroll} is not run by hand, nothing was sent`,
    `${ofOtherAccount.words}, and runs this period now`,
    `say it again once that run has ended; to be rid of it, ${ofOtherAccount.fix}`,
  );

function notRun({ payroll, period }: HandRun, run: PayrollRun | undefined, end: Ended): CommandFailed {
  const show = `payrun schedule show ${payroll}`;
  const without = `the run of ${payroll} ${period} ended without a batch, nothing was sent`;
  if ('error' in end) {
    return new CommandFailed(exitCodes.failed, without, 'it was ended in Temporal, or failed there', show, { cause: end.error });
  }
  const notByHand = `period ${period} of ${payroll} is not run by hand, nothing was sent`;
  if (end.refusal === 'content_changed') {
    const words = `${refusalWords({ why: end.refusal })}; the run that began by itself goes on`;
    return new CommandFailed(exitCodes.refused, notByHand, words, show);
  }
  if (run === undefined && end.refusal !== undefined) {
    return new CommandFailed(exitCodes.refused, notByHand, refusalWords({ why: end.refusal }), show);
  }
  if (run?.details.awaits === undefined) return new CommandFailed(exitCodes.failed, without, 'the payroll was deleted meanwhile', show);
  const until = shownTime(new Date(String(run.details.until)));
  const waits = `its file is not there; the run that began by itself waits for it until ${until}`;
  const hint = `put ${run.details.awaits} into the folder: it is taken by itself`;
  return new CommandFailed(exitCodes.refused, notByHand, waits, hint);
}
