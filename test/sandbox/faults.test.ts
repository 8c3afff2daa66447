import type { Fault, FaultAnswer, FaultStep } from '../../src/sandbox/fault';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { GatewayCaller } from './gateway-caller';
import { cardPayout } from './payouts';

let sandbox: Sandbox;
let caller: GatewayCaller;
beforeEach(async () => {
  sandbox = await startSandbox({ settleMs: 1, seed: 3 });
  caller = new GatewayCaller(sandbox);
});
afterEach(() => sandbox.stop());

/** What a request came to: its status, or why there is none. */
const cameTo = (answer: Promise<{ status: number }>): Promise<number | string> =>
  answer.then(
    ({ status }) => status,
    (error: { code: string }) => error.code,
  );

const exists = async (reference: string): Promise<boolean> => {
  sandbox.setFaults([]);
  return (await caller.find(reference)).status === 200;
};

const statuses = [200, 201, 400, 401, 403, 404, 405, 409, 422, 429, 500, 502, 503, 504];

test.each(statuses)('create answered %i before its effect creates nothing; after it, creates', async (answer) => {
  sandbox.setFaults([{ on: 'create', answer }]);
  expect(await cameTo(caller.create(cardPayout('before')))).toBe(answer);
  expect(await exists('before')).toBe(false);
  sandbox.setFaults([{ on: 'create', answer, when: 'after' }]);
  expect(await cameTo(caller.create(cardPayout('after')))).toBe(answer);
  expect(await exists('after')).toBe(true);
});

test.each(statuses)('process answered %i before its effect pays nothing; after it, pays once', async (answer) => {
  for (const [when, movements] of [
    ['before', 0],
    ['after', 1],
  ] as const) {
    const id = await caller.createdId(cardPayout(when));
    sandbox.setFaults([{ on: 'process', answer, when }]);
    expect(await cameTo(caller.process(id))).toBe(answer);
    sandbox.setFaults([]);
    if (movements === 1) await caller.readUntil(id, 'processed');
    expect(sandbox.books.filter(({ invoiceId }) => invoiceId === id)).toHaveLength(movements);
  }
});

test('errors have the documented shapes', async () => {
  const bodyOf = async (answer: FaultAnswer) => {
    sandbox.setFaults([{ on: 'create', answer }]);
    return (await caller.create(cardPayout('a'))).data;
  };
  expect(await bodyOf(401)).toEqual({ errors: [{ status: 'Unauthorized', code: '401' }] });
  expect(await bodyOf(422)).toEqual({ errors: { amount: 'This value should be greater than 0.' } });
  expect(await bodyOf(500)).toEqual({
    errors: [{ status: 'internal_error', code: '500', title: 'internal_error', detail: 'Internal server error.' }],
  });
});

test('a 2xx keeps the true document if the step took effect; a 409 shows the invoice that is there by then', async () => {
  for (const answer of [200, 409]) {
    sandbox.setFaults([{ on: 'create', answer, when: 'after' }]);
    expect((await caller.create(cardPayout(`a-${answer}`))).data.data.attributes.reference_id).toBe(`a-${answer}`);
  }
});

test('a late effect comes after its answer', async () => {
  sandbox.setFaults([{ on: 'create', answer: 504, when: 'late', lateMs: 300 }]);
  expect(await cameTo(caller.create(cardPayout('late')))).toBe(504);
  expect(await exists('late')).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 350));
  expect(await exists('late')).toBe(true);
});

test.each([
  ['reset', 'ECONNRESET'],
  ['cut', 'ERR_BAD_RESPONSE'],
] as const)('a %s connection has no answer, before and after the effect', async (answer, code) => {
  sandbox.setFaults([{ on: 'create', answer }]);
  expect(await cameTo(caller.create(cardPayout('before')))).toBe(code);
  expect(await exists('before')).toBe(false);
  sandbox.setFaults([{ on: 'create', answer, when: 'after' }]);
  expect(await cameTo(caller.create(cardPayout('after')))).toBe(code);
  expect(await exists('after')).toBe(true);
  expect(sandbox.seen('POST', '/payout-invoices').map(({ status, fault }) => [status, fault])).toEqual([
    [undefined, answer],
    [undefined, answer],
  ]);
});

test('a timeout answers nothing for as long as the client waits', async () => {
  sandbox.setFaults([{ on: 'create', answer: 'timeout', when: 'after' }]);
  const body = { data: { type: 'payout-invoice', attributes: cardPayout('a') } };
  expect(await cameTo(caller.http.post('/payout-invoices', body, { timeout: 100 }))).toBe('ECONNABORTED');
  expect(await exists('a')).toBe(true);
});

test('a slow answer is true and takes effect at its end, or at its start with after', async () => {
  sandbox.setFaults([{ on: 'create', answer: 'slow', delayMs: 200 }]);
  const slow = caller.create(cardPayout('end'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await caller.find('end')).status).toBe(404);
  expect((await slow).status).toBe(201);
  sandbox.setFaults([{ on: 'create', answer: 'slow', delayMs: 200, when: 'after' }]);
  const early = caller.create(cardPayout('start'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await caller.find('start')).status).toBe(200);
  expect((await early).data.data.attributes.reference_id).toBe('start');
});

test('a garbled answer has the right status and a body that does not parse', async () => {
  sandbox.setFaults([{ on: 'create', answer: 'garbled', when: 'after' }]);
  const { status, headers, data } = await caller.create(cardPayout('a'));
  expect([status, headers['content-type']]).toEqual([201, expect.stringMatching(/json/)]);
  expect(typeof data).toBe('string');
  expect(() => JSON.parse(data)).toThrow();
});

test('a proxy answers with a page, with any status', async () => {
  const id = await caller.createdId(cardPayout('a'));
  sandbox.setFaults([{ on: 'read', answer: 'html', status: 404 }]);
  const { status, headers, data } = await caller.read(id);
  expect([status, headers['content-type']]).toEqual([404, expect.stringMatching(/^text\/html/)]);
  expect(data).toMatch(/^<!DOCTYPE html>/);
});

test('a redirect leads to a place where nobody should be seen', async () => {
  sandbox.setFaults([{ on: 'create', answer: 'redirect', status: 307 }]);
  const { status, headers } = await caller.create(cardPayout('a'));
  expect([status, headers.location]).toEqual([307, '/elsewhere']);
  expect(sandbox.seen('POST', '/elsewhere')).toHaveLength(0);
});

test('a huge answer is well formed and too large to keep', async () => {
  sandbox.setFaults([{ on: 'create', answer: 'huge', when: 'after' }]);
  const { status, data } = await caller.create(cardPayout('a'));
  expect([status, data.data.attributes.reference_id]).toEqual([201, 'a']);
  expect(data.padding.length).toBeGreaterThan(8_000_000);
});

test('a fault that names references, or a number of times, meets only those', async () => {
  sandbox.setFaults([
    { on: 'create', answer: 503, references: ['b'] },
    { on: 'create', answer: 500, times: 1 },
    { on: 'create', answer: 502, timesEach: 1, references: ['c', 'd'] },
  ]);
  const came: (number | string)[] = [];
  for (const reference of ['a', 'b', 'c', 'c', 'd', 'd', 'a']) came.push(await cameTo(caller.create(cardPayout(reference))));
  expect(came).toEqual([500, 503, 502, 201, 502, 201, 201]);
});

test('a share is drawn for each request, the same for the same seed', async () => {
  const met = async () => {
    const fault: Fault = { on: 'read', answer: 503, share: 0.3 };
    sandbox.setFaults([fault]);
    const reads = Array.from({ length: 200 }, (_, n) => caller.read(`cpoi_${n}`));
    return (await Promise.all(reads)).filter(({ status }) => status === 503).length;
  };
  const first = await met();
  expect(first).toBeGreaterThan(30);
  expect(first).toBeLessThan(90);
  expect(await met()).toBe(first);
});

test('a fault on a step by id counts by the reference of its invoice', async () => {
  const [first, second] = [await caller.createdId(cardPayout('a')), await caller.createdId(cardPayout('b'))];
  sandbox.setFaults([{ on: ['read', 'process'], answer: 500, references: ['b'] }]);
  expect([(await caller.read(first)).status, (await caller.read(second)).status, (await caller.process(second)).status]).toEqual([
    200, 500, 500,
  ]);
});

test.each<[FaultStep, () => Promise<{ status: number }>]>([
  ['find', () => caller.find('a')],
  ['list', () => caller.http.get('/payout-invoices')],
  ['prerequest', () => caller.http.post('/payout-prerequest', { public_key: 'pk_test_sandbox', currency: 'USD', amount: 1 })],
  ['services', () => caller.http.get('/payout-services')],
  ['account', () => caller.http.get('/account/profile')],
])('a fault can be on %s', async (on, ask) => {
  sandbox.setFaults([{ on, answer: 503 }]);
  expect((await ask()).status).toBe(503);
  sandbox.setFaults([]);
  expect((await ask()).status).not.toBe(503);
});

test('an echo repeats what was sent: whole, in part, spaced, in capitals', async () => {
  const payout = { ...cardPayout('a'), customer: { reference_id: '1', name: 'John Wick' } };
  sandbox.setFaults([{ on: ['create', 'process'], answer: 500, when: 'after', echo: true }]);
  const { data } = await caller.create(payout);
  const id = sandbox.seen('POST', '/payout-invoices').length === 1 ? (await caller.find('a')).data.data[0].id : '';
  const processed = await caller.process(id);
  for (const { errors } of [data, processed.data]) {
    expect(errors[0].detail).toContain('5123817234060000');
    expect(errors[0].detail).toContain('/ 34060000 /');
    expect(errors[0].detail).toContain('5123 8172 3406 0000');
    expect(errors[0].detail).toContain('JOHN WICK');
  }
});

test('an echo also stands in a 422, under a field of choice, and on a page', async () => {
  sandbox.setFaults([
    { on: 'create', answer: 422, field: 'fields.card_number', echo: true, times: 1 },
    { on: 'create', answer: 'html', echo: true },
  ]);
  const refused = await caller.create(cardPayout('a'));
  expect(refused.data.errors['fields.card_number']).toContain('5123 8172 3406 0000');
  expect((await caller.create(cardPayout('a'))).data).toContain('5123817234060000');
});

test('429 comes with or without Retry-After and a body', async () => {
  sandbox.setFaults([
    { on: 'create', answer: 429, times: 1, retryAfterSeconds: 7 },
    { on: 'create', answer: 429, withoutBody: true },
  ]);
  const first = await caller.create(cardPayout('a'));
  const second = await caller.create(cardPayout('a'));
  expect([first.status, first.headers['retry-after'], first.data.errors[0].code]).toEqual([429, '7', '429']);
  expect([second.status, second.headers['retry-after'], second.data]).toEqual([429, undefined, '']);
});

test('a rate limit answers 429 to what is too much, and creates nothing of it', async () => {
  sandbox.changeSettings({ rateLimit: { perSecond: 1, burst: 3, retryAfterSeconds: 1 } });
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => caller.create(cardPayout(`row-${n}`))));
  const limited = answers.filter(({ status }) => status === 429);
  expect(limited.length).toBeGreaterThanOrEqual(4);
  expect(limited[0]?.headers['retry-after']).toBe('1');
  const listed = (await caller.control.get('/invoices')).data;
  expect(listed).toHaveLength(answers.length - limited.length);
});

test('an outage answers everything alike until it is over', async () => {
  sandbox.setOutage({});
  expect((await caller.create(cardPayout('a'))).status).toBe(503);
  sandbox.setOutage({ answer: 'reset' });
  expect(await cameTo(caller.http.get('/account/profile'))).toBe('ECONNRESET');
  sandbox.setOutage({ forMs: 0 });
  expect((await caller.find('a')).status).toBe(404);
});
