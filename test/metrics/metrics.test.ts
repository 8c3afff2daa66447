import { createMetrics } from '../../src/metrics/metrics';
import { recordingMeter } from '../support/recording-meter';

test('money is added up exactly, in each currency by its own decimals, and only what is shown is rounded', () => {
  const { meter, values } = recordingMeter();
  const metrics = createMetrics(meter);
  for (let row = 0; row < 1_000; row += 1) metrics.rowEnded({ outcome: 'paid', currency: 'USD', amountMinor: 10n });
  metrics.rowEnded({ outcome: 'paid', currency: 'JPY', amountMinor: 150_000n });
  metrics.rowEnded({ outcome: 'failed', currency: 'KWD', amountMinor: 1_234n });
  // A float would have lost the last of these on the way.
  for (const amountMinor of [900_719_925_474_099_300n, 1n, 99n]) metrics.rowEnded({ outcome: 'paid', currency: 'EUR', amountMinor });
  expect(values.get('payrun_money_ended{outcome=paid,currency=USD}')).toBe(100);
  expect(values.get('payrun_money_ended{outcome=paid,currency=JPY}')).toBe(150_000);
  expect(values.get('payrun_money_ended{outcome=failed,currency=KWD}')).toBe(1.234);
  expect(values.get('payrun_money_ended{outcome=paid,currency=EUR}')).toBe(9_007_199_254_740_994);
  expect(values.get('payrun_rows_ended{outcome=paid,currency=USD}')).toBe(1_000);
});

test.each([
  [200, '2xx'],
  [204, '2xx'],
  [302, '3xx'],
  [422, '4xx'],
  [503, '5xx'],
  [undefined, 'none'],
])('an answer %s counts as %s', (httpStatus, status) => {
  const { meter, values } = recordingMeter();
  createMetrics(meter).answered({ step: 'settle', verdict: 'done', httpStatus, durationMs: 5 });
  expect([...values]).toEqual([[`payrun_gateway_calls{step=settle,verdict=done,status=${status}}`, 1]]);
});
