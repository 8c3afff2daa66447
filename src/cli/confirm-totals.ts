import type { RowsAndTotals } from '../csv/report-does-not-reconcile';
import { formatAmount } from '../domain/format-amount';
import { limits } from '../domain/limits';
import { parseAmount } from '../domain/parse-amount';
import type { CommandContext } from './command-context';
import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';
import { groupThousands } from './group-thousands';
import { interrupted, openQuestions, type Questions } from './open-questions';
import type { Screen } from './screen';

/** What the totals are typed for, and what a person is told who does not type them. */
export type TotalsQuestion = Readonly<{ todo: string; notDone: string; hint: string }>;

const toPay: TotalsQuestion = {
  todo: 'pay it',
  notDone: 'nothing was sent',
  hint: 'say --yes once somebody has seen the totals; payrun check shows them',
};

/**
 * Asks a person to type the total of each currency, which nobody does without having read it.
 * @throws CommandFailed: it may not be done
 */
export async function confirmTotals(
  { streams, screen }: CommandContext,
  { totals }: Pick<RowsAndTotals, 'totals'>,
  question: TotalsQuestion = toPay,
): Promise<void> {
  if (streams.stdin.isTTY !== true) {
    const { notDone, hint } = question;
    throw new CommandFailed(exitCodes.refused, notDone, 'nobody is at a terminal to type the total', hint);
  }
  const questions = openQuestions(streams);
  try {
    for (const [currency, amountMinor] of Object.entries(totals)) {
      await confirmTotal(questions, screen, { currency, amountMinor }, question);
    }
  } finally {
    questions.close();
  }
}

type Total = Readonly<{ currency: string; amountMinor: bigint }>;

async function confirmTotal(
  questions: Questions,
  screen: Screen,
  { currency, amountMinor: wantedMinor }: Total,
  { todo, notDone }: TotalsQuestion,
): Promise<void> {
  const shown = groupThousands(formatAmount(wantedMinor, currency));
  for (let tries = 1; ; tries++) {
    const typed = await questions.ask(`Type the total in ${currency} to ${todo} (${shown}): `);
    if (typed === interrupted) throw new CommandFailed(exitCodes.interrupted, notDone, 'stopped by Ctrl-C');
    if (typed === undefined) throw new CommandFailed(exitCodes.refused, notDone, 'the total was not typed');
    if (typedMinor(typed, currency) === wantedMinor) return;
    if (tries === limits.totalTriesMax) throw new CommandFailed(exitCodes.refused, notDone, 'what was typed is not the total');
    screen.say('That is not the total.');
  }
}

/** What was typed, in minor units, if it is an amount: spaces between thousands and the currency's code may stand with it. */
function typedMinor(typed: string, currency: string): bigint | undefined {
  const text = typed.replace(/\s/g, '').replace(new RegExp(`^${currency}|${currency}$`, 'i'), '');
  const parsed = parseAmount(text, currency, limits.totalDigitsMax);
  return parsed.ok ? parsed.amountMinor : undefined;
}
