import { explore } from './explore';
import type { Weather } from './gateway-model';
import type { Rules } from './rules';
import { rulesOf, startOf } from './start';

type Sky = Readonly<{ weather?: Partial<Weather>; rules?: Partial<Rules>; faults: number; gateClosings?: number }>;

/** Everything within these limits is tried, in every order, each run to its end. `faults`: how much goes wrong in one run, at most. */
const skies: readonly (readonly [name: string, sky: Sky])[] = [
  ['two attempts interleaved call by call, in the worst weather', { faults: 1 }],
  [
    'two attempts interleaved, and the row fails at the gateway',
    { faults: 1, weather: { ending: 'process_failed' }, rules: { wholeReads: true } },
  ],
  ['two attempts interleaved, in fine weather', { faults: 1, weather: { lookUpLagMs: 0, readsCreatedMs: 0 } }],
  ['two faults without a second attempt', { faults: 2, rules: { straysMax: 0 } }],
  ['a gate that closes at any moment, and a fault', { faults: 1, gateClosings: 1, rules: { straysMax: 0 } }],
  ['somebody else’s invoice under the reference, and a fault', { faults: 1, weather: { foreign: true } }],
];

// A longer look, for whoever changes the protocol: minutes and gigabytes.
const deeper = Number(process.env.PAYRUN_MODEL_FAULTS ?? 0);
const all = deeper === 0 ? skies : ([...skies, ['as many as asked for', { faults: deeper, rules: { wholeReads: true } }]] as const);

const told: string[] = [];
afterAll(() => process.stdout.write(`${told.join('\n')}\n`));

test.each(all)('nothing breaks: %s', async (name, { weather, rules, faults, gateClosings = 0 }) => {
  const startedMs = performance.now();
  const { worlds, moves, ends, depth, broken } = await explore(startOf(faults, gateClosings), rulesOf(weather, rules));
  told.push(`${name}: ${worlds} states, ${moves} moves, depth ${depth}, ${ends} ends, ${Math.round(performance.now() - startedMs)} ms`);
  expect(broken).toBeUndefined();
});

/** The bounds are sharp: a gateway beyond them can be made to pay twice, or to create what was given up, and nobody could tell. */
test.each([
  ['a process goes on reading created for longer than two reads are apart', 'paid twice', { readsCreatedMs: 66_000 }, 1],
  ['a create arrives after its row was given up', 'closed without proof', { createArrivesWithinMs: 190_000 }, 2],
  ['a process arrives long after its sender is taken for dead', 'paid twice', { processArrivesWithinMs: 135_000 }, 1],
] as const)('beyond what is assumed: %s', async (_, claim, weather, faults) => {
  const { broken } = await explore(startOf(faults), rulesOf(weather, { wholeReads: true, straysMax: faults === 1 ? 1 : 0 }));
  expect(broken?.claim).toBe(claim);
});
