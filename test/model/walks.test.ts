import { array, asyncProperty, assert as holds, nat } from 'fast-check';
import { brokenBy } from './claims';
import { movesFrom } from './moves';
import type { Rules } from './rules';
import { rulesOf, startOf } from './start';
import type { World } from './world';

/** Two times out of three the worker goes on; else anything that can happen does. After its choices a walk goes on in peace to its end. */
async function walk(start: World, choices: readonly number[], rules: Rules): Promise<readonly string[]> {
  const trace: string[] = [];
  let world = start;
  for (let count = 0; ; count += 1) {
    const calm = count >= choices.length ? { ...world, faultsLeft: 0, gateClosings: 0 } : world;
    const moves = await movesFrom(calm, rules);
    const choice = choices[count] ?? 0;
    const move = choice % 3 === 0 ? moves[Math.floor(choice / 3) % Math.max(1, moves.length)] : moves[0];
    if (move === undefined) return [];
    trace.push(`${move.world.nowMs / 1_000} s: ${move.label}`);
    const broken = move.broken ?? brokenBy(calm, move.world, rules);
    if (broken !== undefined) return [...trace, broken];
    world = move.world;
  }
}

test.each([
  ['the worst weather', rulesOf({}, { straysMax: 2, gridMs: 1_000 })],
  ['fine weather', rulesOf({ lookUpLagMs: 0, readsCreatedMs: 0, othersPass: false }, { straysMax: 2, gridMs: 1_000 })],
  ['somebody else’s invoice', rulesOf({ foreign: true }, { straysMax: 2, gridMs: 1_000 })],
] as const)('long random lives, with up to 15 faults and 3 gates closing, in %s', async (_, rules) => {
  const choices = array(nat(3_000), { minLength: 40, maxLength: 400, size: 'max' });
  const property = asyncProperty(choices, async (chosen) => expect(await walk(startOf(15, 3), chosen, rules)).toEqual([]));
  await holds(property, { numRuns: 100_000, interruptAfterTimeLimit: 2_500 });
});
