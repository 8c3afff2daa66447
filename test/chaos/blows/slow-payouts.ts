import { type Trial, usualSettleMs } from '../trial';

/** Longer than people wait until they call a row unknown; read again two minutes after it was sent, it has ended. */
const slowSettleMs = [64_000, 105_000] as const;

/** The gateway takes its time with what is processed meanwhile: what people resolve, and what it then tells the end of. */
export async function slowPayouts(trial: Trial, work: () => Promise<void>): Promise<void> {
  const { control } = trial.world.sandbox;
  trial.count('payouts that take more than a minute');
  await control.setSettings({ settleMs: slowSettleMs });
  try {
    await work();
  } finally {
    await control.setSettings({ settleMs: usualSettleMs });
  }
}
