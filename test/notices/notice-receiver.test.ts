import { randomBytes } from 'node:crypto';
import { createNoticeReceiver, type NoticeReceiver } from '../../src/notices/notice-receiver';
import { parseWebhookKeys } from '../../src/notices/webhook-keys';
import { WebhookReceiver } from './webhook-receiver';

const secret = `whsec_${randomBytes(32).toString('base64')}`;
const receiver = new WebhookReceiver(secret);
let teller: NoticeReceiver;

beforeEach(async () => {
  Object.assign(receiver, { answers: [204], headers: {}, answerAfterMs: 0 });
  receiver.received.length = 0;
  await receiver.listen();
  const keys = parseWebhookKeys(secret);
  if (keys === undefined) throw new Error('not in the form of a secret');
  teller = createNoticeReceiver(receiver.url, keys);
});
afterEach(async () => {
  teller.close();
  await receiver.close();
});

const body = '{"type":"payrun.batch.finished","timestamp":"2026-11-21T00:00:00.000Z","data":{}}';

test('sends the body as it was signed, once, as JSON', async () => {
  expect(await teller.tell('msg_1', body)).toEqual({ kind: 'delivered', answer: '204', retryAfterMs: undefined });
  expect(receiver.received).toHaveLength(1);
  expect(receiver.received[0]).toMatchObject({ id: 'msg_1', text: body, headers: { 'content-type': 'application/json' } });
});

test.each([
  [200, 'delivered'],
  [299, 'delivered'],
  [300, 'failed'],
  [404, 'failed'],
  [410, 'gone'],
  [429, 'failed'],
  [500, 'failed'],
])('answer %i means %s', async (answer, kind) => {
  receiver.answers = [answer];
  expect(await teller.tell('msg_2', body)).toMatchObject({ kind, answer: String(answer) });
});

test('follows no redirect', async () => {
  receiver.answers = [302];
  receiver.headers = { location: `${receiver.url}/elsewhere` };
  expect(await teller.tell('msg_3', body)).toMatchObject({ kind: 'failed', answer: '302' });
  expect(receiver.received).toHaveLength(1);
});

test('asks nothing any more of a receiver that has said Gone', async () => {
  receiver.answers = [410];
  await teller.tell('msg_4', body);
  expect(await teller.tell('msg_5', body)).toMatchObject({ kind: 'gone' });
  expect(receiver.received.map(({ id }) => id)).toEqual(['msg_4']);
});

test('heeds Retry-After', async () => {
  receiver.answers = [503];
  receiver.headers = { 'retry-after': '120' };
  expect(await teller.tell('msg_6', body)).toEqual({ kind: 'failed', answer: '503', retryAfterMs: 120_000 });
});

test('says of a receiver that is not there only that', async () => {
  await receiver.close();
  const receipt = await teller.tell('msg_7', body);
  expect(receipt).toEqual({ kind: 'failed', answer: 'refused', retryAfterMs: undefined });
  await receiver.listen();
});
