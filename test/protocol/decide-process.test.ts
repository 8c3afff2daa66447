import { decideProcess } from '../../src/protocol/decide-process';
import { ambiguous, RowHistory, sawCreated, timing } from './row-history';

const decide = (history: RowHistory, nowSeconds: number, state: 'created' | 'starting' | 'settling' | 'closed' = 'created') =>
  decideProcess(history.facts(state, nowSeconds), timing).action;

const ownCreate = () => new RowHistory().at(0, 'create', { verdict: 'done', status: 201 });
const adopted = () => new RowHistory().at(0, 'create', ambiguous);

test('process follows straight on the row’s own create', () => {
  expect(decide(ownCreate(), 1)).toBe('send');
});

test('a minute after its own create an invoice is read before it is processed', () => {
  expect(decide(ownCreate(), 60.1)).toBe('send');
  expect(decide(ownCreate(), 60.2)).toBe('read');
});

test('an adopted invoice is processed only after two reads 60 s apart say created', () => {
  expect(decide(adopted(), 1)).toBe('read');
  expect(decide(adopted().at(5, 'look_up', sawCreated), 6)).toBe('read');
  expect(decide(adopted().at(5, 'look_up', sawCreated).at(64.9, 'settle', sawCreated), 66)).toBe('read');
  expect(decide(adopted().at(5, 'look_up', sawCreated).at(65, 'settle', sawCreated), 66)).toBe('send');
});

test('the next read comes when it is of use: 60 s after the first, and not while a sender may live', () => {
  expect(decideProcess(adopted().at(5, 'look_up', sawCreated).facts('created', 15), timing)).toEqual({ action: 'read', delayMs: 50_000 });
  expect(decideProcess(ownCreate().at(1, 'process', ambiguous).facts('starting', 31), timing)).toEqual({ action: 'read', delayMs: 40_000 });
  expect(decideProcess(adopted().facts('created', 15), timing)).toEqual({ action: 'read', delayMs: 2_000 });
});

test('the second read must be fresh', () => {
  expect(decide(adopted().at(5, 'settle', sawCreated).at(65, 'settle', sawCreated), 126)).toBe('read');
});

test('a process that was accepted is never sent again, whatever reads say', () => {
  const history = ownCreate().at(1, 'process', { verdict: 'done', status: 200 });
  history.at(200, 'settle', sawCreated).at(300, 'settle', sawCreated);
  expect(decide(history, 301, 'starting')).toBe('watch');
});

test('a process answered 2xx with a body that nobody can read was accepted all the same', () => {
  const history = ownCreate().at(1, 'process', { verdict: 'ambiguous', status: 204 });
  history.at(200, 'settle', sawCreated).at(300, 'settle', sawCreated);
  expect(decide(history, 301, 'starting')).toBe('watch');
});

test('a process answered 422 is only watched', () => {
  const history = ownCreate().at(1, 'process', { verdict: 'refused', status: 422 });
  history.at(200, 'settle', sawCreated).at(300, 'settle', sawCreated);
  expect(decide(history, 301, 'starting')).toBe('watch');
});

test('a lost process is sent again only when its sender is surely dead and two later reads say created', () => {
  const lost = () => ownCreate().at(1, 'process');
  expect(decide(lost(), 1_000, 'starting')).toBe('read');
  // The sender may live until 1 + 40 + 30 s: reads before that do not count.
  expect(decide(lost().at(70, 'settle', sawCreated).at(131, 'settle', sawCreated), 132, 'starting')).toBe('read');
  expect(decide(lost().at(71, 'settle', sawCreated).at(131, 'settle', sawCreated), 132, 'starting')).toBe('send');
});

test('two sends that may have worked are the last', () => {
  const twice = ownCreate().at(1, 'process', ambiguous).at(200, 'process', ambiguous);
  twice.at(300, 'settle', sawCreated).at(400, 'settle', sawCreated);
  expect(decide(twice, 401, 'starting')).toBe('watch');
});

test('sends answered 401 or 429 do not count, but are read about all the same', () => {
  const history = ownCreate();
  for (const second of [1, 200, 400]) history.at(second, 'process', { verdict: 'misconfigured', status: 401 });
  expect(decide(history, 401, 'starting')).toBe('read');
  history.at(471, 'settle', sawCreated).at(531, 'settle', sawCreated);
  expect(decide(history, 532, 'starting')).toBe('send');
});

test('an invoice that was seen beyond created is only watched', () => {
  const history = adopted().at(5, 'settle', sawCreated).at(65, 'settle', sawCreated);
  expect(decide(history, 66, 'settling')).toBe('watch');
  expect(decide(history, 66, 'closed')).toBe('closed');
});
