import { knownStatus, statusClass } from '../../src/domain/status';

test.each([
  ['created', 'created'],
  ['processing', 'open'],
  ['process_pending', 'open'],
  ['process_error', 'open_alert'],
  ['processed', 'paid'],
  ['partially_processed', 'partially_paid'],
  ['process_failed', 'failed'],
  ['expired', 'failed'],
  ['terminated', 'failed'],
  ['canceling', 'reversal_open'],
  ['cancel_pending', 'reversal_open'],
  ['cancel_error', 'reversal_open'],
  ['cancel_failed', 'reversal_failed'],
  ['canceled', 'reversed'],
  ['partially_canceled', 'partially_reversed'],
])('%s is %s, in any case of its letters', (status, expected) => {
  expect(statusClass(status)).toBe(expected);
  expect(statusClass(status.toUpperCase())).toBe(expected);
  expect(knownStatus(status.toUpperCase())).toBe(status);
});

test.each(['paid', 'payouted', '', 'cancelled', 'paid to Ann 4111111111111111', '__proto__', 'constructor'])(
  'a status that is not listed is open and its words are not kept: "%s"',
  (status) => {
    expect(statusClass(status)).toBe('unlisted');
    expect(knownStatus(status)).toBe('unlisted');
  },
);
