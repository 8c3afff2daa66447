import fc from 'fast-check';
import { limits } from '../../../src/domain/limits';
import { createPassTally } from '../../../src/store/gates/pass-tally';

const windowMs = 60_000;
const slotMs = limits.unavailableSlotMs;

test('every answer is handed over once, as old as it is to half a slot, and none that the window has left behind', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 60 });
  fc.assert(
    fc.property(waits, fc.integer({ min: 0, max: 120_000 }), (between, lastMs) => {
      let nowMs = 1_000_000;
      const tally = createPassTally(windowMs, () => nowMs);
      const notedAtMs = between.map((waitMs) => {
        nowMs += waitMs;
        tally.note();
        return nowMs;
      });
      nowMs += lastMs;
      const told = tally.take();
      const rows = told.reduce((sum, { answered }) => sum + answered, 0);
      const within = (ageMs: number) => notedAtMs.filter((atMs) => nowMs - atMs < ageMs).length;
      expect(rows).toBeGreaterThanOrEqual(within(windowMs));
      expect(rows).toBeLessThanOrEqual(within(windowMs + slotMs + 1));
      for (const { ageMs, answered } of told) {
        const near = notedAtMs.filter((atMs) => Math.abs(nowMs - atMs - ageMs) <= slotMs);
        expect(near.length).toBeGreaterThanOrEqual(answered);
      }
      expect(tally.take()).toEqual([]);
    }),
  );
});
