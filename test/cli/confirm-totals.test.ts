import { confirmTotals } from '../../src/cli/confirm-totals';
import { createScreen } from '../../src/cli/screen';
import { fakeStreams } from '../support/fake-streams';

const totals = { JPY: 1_500n, USD: 1_234_567n };

/** Answers each question as it comes. */
const confirm = async (answers: readonly string[], end: 'wait' | 'close' | 'interrupt' = 'wait') => {
  const streams = fakeStreams({ terminals: ['stdin'] });
  const outcome = confirmTotals({ streams, screen: createScreen(streams, { format: 'text', colour: false }) }, { totals }).then(
    () => 'confirmed',
    (error: { exitCode: number; message: string }) => `${error.exitCode} ${error.message}`,
  );
  for (const answer of answers) {
    const asked = streams.err().length;
    streams.type(`${answer}\n`);
    for (let turn = 0; turn < 20 && streams.err().length === asked; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
  if (end === 'close') (streams.stdin as unknown as { end(): void }).end();
  if (end === 'interrupt') streams.interrupt();
  return { outcome: await outcome, err: streams.err() };
};

test('asks for the total of every currency', async () => {
  const { outcome, err } = await confirm(['1500', '12345.67']);
  expect(outcome).toBe('confirmed');
  expect(err).toContain('Type the total in JPY to pay it (1 500): ');
  expect(err).toContain('Type the total in USD to pay it (12 345.67): ');
});

test.each([
  ['with spaces between thousands', '1 500', '12 345.67'],
  ['with the code before or after it', 'JPY 1500', '12345.67 usd'],
])('takes a total %s', async (_, yen, dollars) => expect((await confirm([yen, dollars])).outcome).toBe('confirmed'));

test.each([['y'], ['yes'], ['12345'], ['12345.670'], ['12,345.67'], ['']])('does not take %j for 12345.67', async (typed) => {
  expect((await confirm(['1500', typed, typed, typed])).outcome).toBe('2 nothing was sent: what was typed is not the total');
});

test('asks again after a slip', async () => {
  const { outcome, err } = await confirm(['150', '1500', '12345.67']);
  expect(outcome).toBe('confirmed');
  expect(err).toContain('That is not the total.');
});

test('takes a round total without its zeros', async () => {
  const streams = fakeStreams({ terminals: ['stdin'] });
  streams.type('7 775\n');
  const context = { streams, screen: createScreen(streams, { format: 'text', colour: false }) };
  await confirmTotals(context, { totals: { USD: 777_500n } });
});

test('takes what was typed ahead, line by line', async () => expect((await confirm(['1\n2\n1500\n12345.67'])).outcome).toBe('confirmed'));

test('ends with 2 when the input ends', async () =>
  expect((await confirm(['1500'], 'close')).outcome).toBe('2 nothing was sent: the total was not typed'));

test('ends with 130 at Ctrl-C', async () =>
  expect((await confirm(['1500'], 'interrupt')).outcome).toBe('130 nothing was sent: stopped by Ctrl-C'));

test('asks nobody where nobody is: ends with 2 and says what to do', async () => {
  const streams = fakeStreams();
  const context = { streams, screen: createScreen(streams, { format: 'text', colour: false }) };
  await expect(confirmTotals(context, { totals })).rejects.toMatchObject({
    exitCode: 2,
    hint: expect.stringContaining('--yes'),
  });
  expect(streams.err()).toBe('');
});

test('takes a total of more digits than a payout may have', async () => {
  const streams = fakeStreams({ terminals: ['stdin'] });
  streams.type('12 345 678 901 234.00\n');
  const context = { streams, screen: createScreen(streams, { format: 'text', colour: false }) };
  await expect(confirmTotals(context, { totals: { IDR: 1_234_567_890_123_400n } })).resolves.toBeUndefined();
});
