import { limits } from '../domain/limits';
import type { CommandContext } from './command-context';
import { durationText } from './duration-text';

const clearLine = '\r\u001b[2K';

export interface WorkView {
  /** This much more has been done. */
  done(amount: number): void;
  /** Takes the line away again. */
  end(): void;
}

/**
 * How far some work is that a person waits for: `checking 34 % · ~12 s`. One line drawn again on a terminal; elsewhere a line each 10 % or
 * 30 s. Work that is soon done shows nothing.
 */
export function createWorkView({ screen, streams }: CommandContext, what: string, total: number, now: () => number = Date.now): WorkView {
  const startedAtMs = now();
  let [amount, isDrawn, lastAtMs, lastShare] = [0, false, startedAtMs, 0];
  const text = (atMs: number) => {
    const share = Math.min(1, amount / total);
    const leftMs = ((atMs - startedAtMs) * (1 - share)) / share;
    return `${what} ${Math.floor(share * 100)} % · ~${durationText(leftMs / 1_000)}`;
  };
  return {
    done(more) {
      amount += more;
      const atMs = now();
      if (amount >= total || atMs - startedAtMs < limits.workTellAfterMs) return;
      if (screen.errRedraws) {
        if (isDrawn && atMs - lastAtMs < limits.workRedrawMs) return;
        streams.stderr.write(`${clearLine}${text(atMs)}`);
        [isDrawn, lastAtMs] = [true, atMs];
        return;
      }
      const share = Math.floor(amount / total / limits.progressLineShare);
      if (share === lastShare && atMs - lastAtMs < limits.progressLineMs) return;
      screen.say(text(atMs));
      [lastAtMs, lastShare] = [atMs, share];
    },
    end() {
      if (isDrawn) streams.stderr.write(clearLine);
      isDrawn = false;
    },
  };
}
