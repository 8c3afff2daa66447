import { limits } from '../domain/limits';
import { causeWords } from './cause-words';
import type { CommandContext } from './command-context';
import type { BatchLook } from './look-at-batch';
import { createProgressView, type ProgressView } from './progress-view';
import type { Screen } from './screen';

/** Tells a person, and a program that reads `jsonl`, what is new since the look before. */
export class WatchTeller {
  readonly #screen: Screen;
  readonly #view: ProgressView;
  #lastEvent = '';
  #causes: readonly string[] = [];
  #checkingSinceMs: number | undefined;
  #isUnreachable = false;

  constructor({ screen, streams }: CommandContext) {
    this.#screen = screen;
    this.#view = createProgressView(screen, streams.stderr);
  }

  tell({ batch, counts, gates }: BatchLook): void {
    this.#isUnreachable = false;
    this.#view.show(counts);
    const held = gates.map(({ cause }) => cause);
    for (const cause of held) if (!this.#causes.includes(cause)) this.note(`The batch ${causeWords(cause)}.`);
    this.#causes = held;
    this.#tellLongCheck(batch.state === 'checking');
    const event = { kind: 'progress', batch: batch.id, state: batch.state, ...counts, held };
    if (JSON.stringify(event) === this.#lastEvent) return;
    this.#lastEvent = JSON.stringify(event);
    this.#screen.event(event);
  }

  tellUnreachable(message: string): void {
    if (!this.#isUnreachable) this.note(`${message}. Trying again …`);
    this.#isUnreachable = true;
  }

  note(text: string): void {
    this.#view.note(text);
  }

  end(): void {
    this.#view.end();
  }

  /** A check takes a moment. A longer one waits for something, and nothing else would say so. */
  #tellLongCheck(isChecking: boolean): void {
    if (!isChecking) this.#checkingSinceMs = undefined;
    else if (this.#checkingSinceMs === undefined) this.#checkingSinceMs = Date.now();
    else if (Date.now() - this.#checkingSinceMs > limits.checkingTellMs) {
      this.#checkingSinceMs = Number.POSITIVE_INFINITY;
      this.note("Nothing is sent yet: no worker runs, or the gateway's rules cannot be asked for. payrun doctor tells which.");
    }
  }
}
