import { ApplicationFailure } from '@temporalio/common';
import pino from 'pino';
import { scrubActivities, scrubFailure } from '../../src/activities/scrub-failures';
import { DatabaseUnreachable } from '../../src/store/database-unreachable';
import { DetailsErased } from '../../src/store/details-erased';

const secret = '5123817234061234';

/** All that a failure would put into a history, and all that was logged. */
const shown = (error: unknown) => {
  const lines: string[] = [];
  const failure = scrubFailure(error, 'createInvoice', pino({ level: 'trace' }, { write: (line) => lines.push(line) }));
  const { message, stack, cause, type, nonRetryable } = failure as ApplicationFailure;
  return { text: [message, stack, String(cause), ...lines].join('\n'), type, nonRetryable, failure };
};

test.each([
  ['a parser that quotes its input', () => JSON.parse(`${secret} is no JSON`)],
  ['a conversion that quotes its input', () => BigInt(`x${secret}`)],
  [
    'an error with a secret cause',
    () => {
      throw new TypeError('outer', { cause: new Error(secret) });
    },
  ],
])('%s leaves no value in the failure or the log', (_, work) => {
  let caught: unknown;
  try {
    work();
  } catch (error) {
    caught = error;
  }
  const { text, nonRetryable } = shown(caught);
  expect(text).not.toContain(secret);
  expect(text).toContain('createInvoice');
  expect(nonRetryable).toBe(true);
});

test('a database out of reach is tried again, erased details are not', () => {
  expect(shown(new DatabaseUnreachable('db:5432', 'ECONNREFUSED'))).toMatchObject({ type: 'DatabaseUnreachable', nonRetryable: false });
  expect(shown(new DetailsErased(7))).toMatchObject({ type: 'DetailsErased', nonRetryable: true });
});

test('what an activity asks of Temporal passes unchanged', async () => {
  const asked = ApplicationFailure.retryable('again', 'StillOpen');
  const { settle } = scrubActivities({ settle: () => Promise.reject(asked) }, pino({ level: 'silent' }));
  await expect(settle()).rejects.toBe(asked);
});
