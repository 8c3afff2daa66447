import { limits } from '../../src/domain/limits';
import { decideCreate } from '../../src/protocol/decide-create';
import { absent, ambiguous, RowHistory, timing } from './row-history';

const decide = (history: RowHistory, nowSeconds: number, othersPass = false) =>
  decideCreate(history.facts(nowSeconds === 0 ? 'ready' : 'creating', nowSeconds, othersPass), timing);

/** A send at second 0, waited out and proved absent by three reads that end `spanSeconds` after the first. */
const provedAbsent = (first: Parameters<RowHistory['at']>[2], spanSeconds = 15) =>
  new RowHistory()
    .at(0, 'create', first)
    .at(30, 'look_up', absent)
    .at(38, 'look_up', absent)
    .at(30 + spanSeconds, 'look_up', absent);

test('a row that was never sent is sent', () => {
  expect(decide(new RowHistory(), 0)).toEqual({ action: 'send' });
});

test.each([
  ['whose attempt died before an answer', {}],
  ['answered 400', { verdict: 'ambiguous', status: 400 }],
  ['answered 502', ambiguous],
  ['answered 429', { verdict: 'limited', status: 429 }],
] as const)('a create %s is looked up before anything else', (_, told) => {
  expect(decide(new RowHistory().at(0, 'create', told), 1)).toEqual({ action: 'look_up' });
  expect(decide(new RowHistory().at(0, 'create', told), 1_000_000)).toEqual({ action: 'look_up' });
});

test('three reads over 15 s, the first a request timeout after the send, prove that the key is absent', () => {
  expect(decide(provedAbsent(ambiguous, 15), 46)).toEqual({ action: 'send' });
  expect(decide(provedAbsent(ambiguous, 14.9), 46)).toEqual({ action: 'look_up' });
});

test('reads while the sender may still be alive prove nothing', () => {
  const early = new RowHistory().at(0, 'create').at(29.9, 'look_up', absent).at(38, 'look_up', absent).at(50, 'look_up', absent);
  expect(decide(early, 51)).toEqual({ action: 'look_up' });
  expect(decide(early.at(54, 'look_up', absent), 55)).toEqual({ action: 'send' });
});

test('two reads prove nothing, however far apart', () => {
  const two = new RowHistory().at(0, 'create').at(30, 'look_up', absent).at(600, 'look_up', absent);
  expect(decide(two, 601)).toEqual({ action: 'look_up' });
});

test('reads that brought no news do not count', () => {
  const troubled = new RowHistory()
    .at(0, 'create')
    .at(30, 'look_up', absent)
    .at(40, 'look_up', { verdict: 'unavailable', status: 503 })
    .at(50, 'look_up', { verdict: 'misconfigured', status: 401 })
    .at(60, 'look_up', absent);
  expect(decide(troubled, 61)).toEqual({ action: 'look_up' });
});

test('a second ambiguous send wants a proof of its own', () => {
  const twice = provedAbsent(ambiguous).at(46, 'create', ambiguous);
  expect(decide(twice, 1_000)).toEqual({ action: 'look_up' });
});

test('a key that the gateway answered 409 for is looked up for ever and never sent again', () => {
  const conflict = provedAbsent({ verdict: 'ambiguous', status: 409 }).at(600, 'look_up', absent);
  expect(decide(conflict, 10_000)).toEqual({ action: 'look_up' });
});

test('a create answered 401 is sent again after a wait, without a look-up', () => {
  const told = { verdict: 'misconfigured', status: 401 } as const;
  expect(decide(new RowHistory().at(0, 'create', told), 1)).toEqual({ action: 'wait', delayMs: 4_100 });
  expect(decide(new RowHistory().at(0, 'create', told), 5.1)).toEqual({ action: 'send' });
});

test('401 never rejects a row', () => {
  const history = new RowHistory();
  for (let second = 0; second < 2_000; second += 100) history.at(second, 'create', { verdict: 'misconfigured', status: 401 });
  expect(decide(history, 3_000, true)).toEqual({ action: 'send' });
});

test.each([403, 404, 405])('a row alone answered %i three times while others pass is rejected', (status) => {
  const forbidden = (times: number) => {
    const history = new RowHistory();
    for (let time = 0; time < times; time += 1) history.at(time * 100, 'create', { verdict: 'misconfigured', status });
    return history;
  };
  expect(decide(forbidden(limits.createForbiddenSendsMax), 1_000, true)).toEqual({ action: 'reject', problem: 'not_allowed' });
  expect(decide(forbidden(limits.createForbiddenSendsMax - 1), 1_000, true)).toEqual({ action: 'send' });
  expect(decide(forbidden(limits.createForbiddenSendsMax), 1_000, false)).toEqual({ action: 'send' });
});

/** Sends `times` times, each proved absent; the last proof ends at least 60 s after its send if `forGood`. */
const sentAndAbsent = (times: number, told: Parameters<RowHistory['at']>[2], forGood: boolean) => {
  const history = new RowHistory();
  for (let time = 0; time < times; time += 1) {
    const start = time * 100;
    history
      .at(start, 'create', told)
      .at(start + 30, 'look_up', absent)
      .at(start + 38, 'look_up', absent)
      .at(start + 46, 'look_up', absent);
  }
  return forGood ? history.at((times - 1) * 100 + 60, 'look_up', absent) : history;
};

test.each([
  ['400', { verdict: 'ambiguous', status: 400 }, limits.createBadRequestSendsMax, 'bad_request'],
  ['5xx', ambiguous, limits.createAmbiguousSendsMax, 'never_accepted'],
] as const)('a row answered %s is rejected after its last send only, and only when absent 60 s later', (_, told, sendsMax, problem) => {
  expect(decide(sentAndAbsent(sendsMax - 1, told, true), 10_000)).toEqual({ action: 'send' });
  expect(decide(sentAndAbsent(sendsMax, told, false), 10_000)).toEqual({ action: 'look_up' });
  expect(decide(sentAndAbsent(sendsMax, told, true), 10_000)).toEqual({ action: 'reject', problem });
});

test('a 422 after an ambiguous send of the same key rejects the row only when the key is absent for good', () => {
  const refused = provedAbsent(ambiguous).at(50, 'create', { verdict: 'refused', status: 422 });
  expect(decide(refused, 51)).toEqual({ action: 'look_up' });
  refused.at(80, 'look_up', absent).at(90, 'look_up', absent).at(100, 'look_up', absent);
  expect(decide(refused, 101)).toEqual({ action: 'look_up' });
  expect(decide(refused.at(110, 'look_up', absent), 111)).toEqual({ action: 'reject', problem: 'refused' });
});

test('of a cancelled batch a row in doubt is never sent again: it is rejected once it is absent for good', () => {
  const canceled = (history: RowHistory, nowSeconds: number) =>
    decideCreate({ ...history.facts('creating', nowSeconds), isCanceled: true }, timing);
  const history = provedAbsent(ambiguous);
  expect(canceled(history, 46)).toEqual({ action: 'look_up' });
  expect(canceled(history.at(60, 'look_up', absent), 61)).toEqual({ action: 'reject', problem: 'canceled' });
  const laterHeld = provedAbsent(ambiguous).at(50, 'create', { verdict: 'unavailable' });
  expect(canceled(laterHeld, 1_000)).toEqual({ action: 'look_up' });
  laterHeld.at(90, 'look_up', absent).at(100, 'look_up', absent).at(110, 'look_up', absent);
  expect(canceled(laterHeld, 111)).toEqual({ action: 'reject', problem: 'canceled' });
});

test('a 429 is sent again once it is absent and the gateway wants to be asked again', () => {
  const limited = provedAbsent({ verdict: 'limited', status: 429, retryAtMs: 120_000 });
  expect(decide(limited, 50)).toEqual({ action: 'wait', delayMs: 70_000 });
  expect(decide(limited, 120)).toEqual({ action: 'send' });
});

test('an attempt that was frozen before its request leaves nothing to look up', () => {
  expect(decide(new RowHistory().at(0, 'create', { verdict: 'unavailable' }), 7)).toEqual({ action: 'send' });
});

test('a row with an invoice is settled, a closed one is left alone', () => {
  const history = new RowHistory().at(0, 'create', { verdict: 'done', status: 201 });
  expect(decideCreate(history.facts('created', 1), timing)).toEqual({ action: 'settle' });
  expect(decideCreate(history.facts('closed', 1), timing)).toEqual({ action: 'closed' });
});
