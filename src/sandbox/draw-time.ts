import { draw } from './draw';
import type { TimeMs } from './sandbox-settings';

/** A whole number of milliseconds within `time`, drawn as `draw` does. */
export function drawTime(time: TimeMs, seed: number, ...words: readonly (string | number)[]): number {
  if (typeof time === 'number') return time;
  const [least, most] = time;
  return Math.round(least + draw(seed, ...words) * (most - least));
}
