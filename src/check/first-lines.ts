import { hash } from 'node:crypto';

const slotsMin = 1 << 12;
/** Three numbers a slot: two halves of the key's hash, and the line. Line 0 marks an empty slot. */
const slotWidth = 3;

/**
 * Remembers on which line each key of a file stood first. A plain map of two million keys takes hundreds of megabytes; this keeps 64 bits
 * of each key's hash, 12 to 48 bytes a key. That two different keys of such a file are taken for one has a chance below one in a million,
 * and then a file is refused that could have been paid, never the other way round.
 */
export class FirstLines {
  #slots = new Uint32Array(slotsMin * slotWidth);
  #count = 0;

  /** The line where this key stood before; undefined if this is its first. */
  add(key: string, line: number): number | undefined {
    if (this.#count * 2 >= this.#slotCount()) this.#grow();
    // As text: a buffer for each key would leave holes in the memory of the process that add up over millions.
    const digest = hash('sha256', key, 'hex');
    const [high, low] = [Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8, 16), 16)];
    const at = this.#find(high, low);
    const before = this.#slots[at + 2] ?? 0;
    if (before !== 0) return before;
    this.#slots.set([high, low, line], at);
    this.#count += 1;
    return undefined;
  }

  #slotCount(): number {
    return this.#slots.length / slotWidth;
  }

  /** Where this hash is, or the empty slot where it belongs. */
  #find(high: number, low: number): number {
    const count = this.#slotCount();
    let slot = low & (count - 1);
    for (;;) {
      const at = slot * slotWidth;
      const isEmpty = this.#slots[at + 2] === 0;
      if (isEmpty || (this.#slots[at] === high && this.#slots[at + 1] === low)) return at;
      slot = (slot + 1) & (count - 1);
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += slotWidth) {
      const [high = 0, low = 0, line = 0] = old.subarray(at, at + slotWidth);
      if (line !== 0) this.#slots.set([high, low, line], this.#find(high, low));
    }
  }
}
