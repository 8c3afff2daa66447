import { limits } from '../domain/limits';
import type { BatchCounts } from './batch-counts';
import type { OutputStream } from './command-line-streams';
import { ProgressRate } from './progress-rate';
import { progressText } from './progress-text';
import type { Screen } from './screen';

const clearLine = '\r\u001b[2K';

export interface ProgressView {
  /** Shows how the batch stands now. */
  show(counts: BatchCounts): void;
  /** Leaves the line and prints a sentence below what was shown. */
  note(text: string): void;
  end(): void;
}

/** One line that is drawn again and again on a terminal; elsewhere a plain line each 10 % of the rows or 30 s, so that a log stays short. */
export function createProgressView(screen: Screen, stderr: OutputStream, now: () => number = Date.now): ProgressView {
  const rate = new ProgressRate();
  let [drawn, lastText, lastAtMs, lastShare] = ['', '', Number.NEGATIVE_INFINITY, -1];

  const clear = () => {
    if (drawn !== '') stderr.write(clearLine);
    drawn = '';
  };
  const show = (counts: BatchCounts) => {
    const ended = counts.rows - counts.open;
    const text = progressText(counts, rate.note(ended, now()));
    if (screen.errRedraws) {
      if (text === drawn) return;
      drawn = text.slice(0, Math.max(20, (stderr.columns ?? 80) - 1)); // a line that wraps could not be drawn over
      stderr.write(`${clearLine}${drawn}`);
      return;
    }
    const share = Math.floor(ended / Math.max(1, counts.rows) / limits.progressLineShare);
    if (share === lastShare && now() - lastAtMs < limits.progressLineMs) return;
    if (text !== lastText || now() - lastAtMs >= limits.progressLineMs) screen.say(text);
    [lastText, lastAtMs, lastShare] = [text, now(), share];
  };
  return {
    show,
    note(text) {
      clear();
      screen.say(text);
    },
    end() {
      if (drawn !== '') stderr.write('\n');
      drawn = '';
    },
  };
}
