import { draw } from '../../../src/sandbox/draw';

/** Chance that follows from a seed and a name: the same draws in the same order in every run. */
export class Chance {
  #drawn = 0;

  constructor(
    private readonly seed: number,
    private readonly name: string,
  ) {}

  /** 0 (included) to 1 (excluded). */
  next(): number {
    this.#drawn += 1;
    return draw(this.seed, this.name, this.#drawn);
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  maybe(share: number): boolean {
    return this.next() < share;
  }

  oneOf<Item>(items: readonly Item[]): Item {
    const item = items[this.between(0, items.length - 1)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  /** Each item as often as its weight says. */
  weighted<Item extends { weight: number }>(items: readonly Item[]): Item {
    let left = this.next() * items.reduce((sum, { weight }) => sum + weight, 0);
    for (const item of items) {
      left -= item.weight;
      if (left < 0) return item;
    }
    return this.oneOf(items);
  }
}
