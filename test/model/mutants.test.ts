import { limits } from '../../src/domain/limits';
import type { Broken } from './claims';
import { explore } from './explore';
import { noFlaws, type StoreFlaws } from './flaws';
import type { Weather } from './gateway-model';
import { type Mutant, mutate } from './mutant';
import { rulesOf, startOf } from './start';

jest.mock('../../src/protocol/decide-create', () => {
  const real = jest.requireActual<typeof import('../../src/protocol/decide-create')>('../../src/protocol/decide-create');
  const { mutant } = jest.requireActual<typeof import('./mutant')>('./mutant');
  const decideCreate: typeof real.decideCreate = (facts, timing) => mutant.create(real.decideCreate(facts, timing), facts);
  return { ...real, decideCreate };
});
jest.mock('../../src/protocol/decide-process', () => {
  const real = jest.requireActual<typeof import('../../src/protocol/decide-process')>('../../src/protocol/decide-process');
  const { mutant } = jest.requireActual<typeof import('./mutant')>('./mutant');
  const decideProcess: typeof real.decideProcess = (facts, timing) => real.decideProcess(facts, mutant.processTiming(timing));
  return { ...real, decideProcess };
});
jest.mock('../../src/gateway/match-invoice', () => {
  const real = jest.requireActual<typeof import('../../src/gateway/match-invoice')>('../../src/gateway/match-invoice');
  const { mutant } = jest.requireActual<typeof import('./mutant')>('./mutant');
  const differencesOf: typeof real.differencesOf = (invoice, expected) => mutant.differences(real.differencesOf(invoice, expected));
  return { ...real, differencesOf };
});

type Case = Readonly<{
  code?: Partial<Mutant>;
  limits?: Partial<Record<keyof typeof limits, number>>;
  flaws?: Partial<StoreFlaws>;
  weather?: Partial<Weather>;
  blindTo?: readonly Broken[];
  faults?: number;
  gateClosings?: number;
}>;

/** What tells a fault in the journal long before money is lost by it. */
const journalClaims: readonly Broken[] = ['created again unasked', 'sent without a line', 'stuck'];

const neverSender = { requestTimeoutMs: 0, startToCloseMs: 0 } as const;

/** Each takes one rule away, and nothing else. The second column: the claim that a shortest run then breaks. */
const cases: readonly (readonly [rule: string, broken: Broken, mutant: Case])[] = [
  [
    'the look-up before a repeated create',
    'created again unasked',
    { code: { create: (decided) => (decided.action === 'look_up' ? { action: 'send' } : decided) } },
  ],
  ['the number of look-ups that prove absence', 'created again unasked', { limits: { absentReadsMin: 1, absentSpanMinMs: 0 } }],
  ['the mark and the journal line before a send', 'sent without a line', { flaws: { writesNothingAhead: true } }],
  ['the mark and the line (money alone judged)', 'paid twice', { flaws: { writesNothingAhead: true }, blindTo: journalClaims }],
  ['the row as the sender saw it, when it begins', 'created again unasked', { flaws: { sendsUnseen: true } }],
  ['the row as the sender saw it (money alone judged)', 'paid twice', { flaws: { sendsUnseen: true }, blindTo: journalClaims }],
  ['the fence on results', 'closed twice', { flaws: { writesPastFences: true } }],
  ['the gates', 'sent past a gate', { flaws: { ignoresGates: true }, faults: 0, gateClosings: 1 }],
  [
    'the comparison before an invoice is adopted',
    'paid somebody else’s invoice',
    { code: { differences: () => [] }, weather: { foreign: true }, faults: 0 },
  ],
  ['the time between two reads before a process', 'paid twice', { limits: { createdReadsApartMinMs: 0 } }],
  ['the wait for a sender that may live', 'paid twice', { code: { processTiming: () => neverSender } }],
];

const kept = { ...limits };
afterEach(() => {
  mutate({});
  Object.assign(limits, kept);
});

test.each(cases)(
  'without %s: %s',
  async (_, broken, { code = {}, limits: changed = {}, flaws, weather, blindTo = [], faults = 1, gateClosings = 0 }) => {
    mutate(code);
    Object.assign(limits, changed);
    const rules = rulesOf(weather, { wholeReads: true, blindTo, flaws: { ...noFlaws, ...flaws } });
    const explored = await explore(startOf(faults, gateClosings), rules);
    process.stdout.write(`${broken}\n${explored.broken?.trace.join('\n') ?? JSON.stringify(explored)}\n\n`);
    expect(explored.broken?.claim).toBe(broken);
  },
);
