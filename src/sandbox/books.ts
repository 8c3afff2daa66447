import { JsonLines } from './json-lines';
import type { Movement } from './movement';

/** What is due is written at the latest this long after its time, even if nobody asks. */
const sweepMs = 20;

/**
 * The record of money moved, to judge Payrun by. Movements are announced ahead of their time and written when it comes, each once:
 * one that the file of an earlier run holds already is not written again.
 */
export class Books {
  readonly #written: Movement[] = [];
  readonly #writtenIds = new Set<string>();
  /** By time. Sorted at all times, so that neither a read nor the sweep has to look through what is far ahead. */
  readonly #ahead: Movement[] = [];
  readonly #file: JsonLines<Movement> | undefined;
  readonly #sweeper: NodeJS.Timeout;

  constructor(path: string | undefined) {
    this.#file = path === undefined ? undefined : new JsonLines<Movement>(path);
    for (const movement of this.#file?.earlier ?? []) {
      this.#written.push(movement);
      this.#writtenIds.add(movement.id);
    }
    this.#sweeper = setInterval(() => this.writeDue(Date.now()), sweepMs).unref();
  }

  announce(movements: readonly Movement[]): void {
    for (const movement of movements) {
      if (!this.#writtenIds.has(movement.id)) this.#ahead.splice(this.#countUntil(movement.time), 0, movement);
    }
  }

  /** Writes everything whose time has come, oldest first. */
  writeDue(nowMs: number): void {
    for (const movement of this.#ahead.splice(0, this.#countUntil(new Date(nowMs).toISOString()))) {
      this.#writtenIds.add(movement.id);
      this.#written.push(movement);
      this.#file?.append(movement);
    }
  }

  /** How many movements lie ahead up to and at a time. Times in this one form sort as text. */
  #countUntil(time: string): number {
    let low = 0;
    let high = this.#ahead.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ahead[middle]?.time ?? '') <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  get all(): readonly Movement[] {
    this.writeDue(Date.now());
    return [...this.#written];
  }

  close(): void {
    clearInterval(this.#sweeper);
    this.writeDue(Date.now());
    this.#file?.close();
  }
}
