import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Trial } from '../trial';
import type { Blow } from './blow';

const hourMs = 3_600_000;

/** The workers' clocks jump by an hour, and back after a while. */
async function step(trial: Trial): Promise<void> {
  const aheadMs = trial.chance.oneOf([hourMs, -hourMs]);
  trial.count(`clock of the workers stepped by ${aheadMs > 0 ? '+' : '-'}1 h`);
  writeFileSync(trial.clockFile, String(aheadMs));
  await sleep(trial.chance.between(2_000, 6_000));
  writeFileSync(trial.clockFile, '0');
}

export const clockBlows: readonly Blow[] = [{ weight: 3, fall: step }];
