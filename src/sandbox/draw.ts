/**
 * A number from 0 (included) to 1 (excluded) that follows from the seed and the words alone: two runs that differ in timing draw the
 * same for the same payout. FNV-1a with a final mix; chance enough for faults, not for keys.
 */
export function draw(seed: number, ...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const word of words) {
    for (const character of `${word}\u0000`) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
