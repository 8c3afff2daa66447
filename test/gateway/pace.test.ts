import { createPace } from '../../src/gateway/pace';

test('starts are spaced by the rate, and a turn too far away is declined at once', async () => {
  const pace = createPace(50, 100);
  const startedAtMs = performance.now();
  const turns = await Promise.all(Array.from({ length: 12 }, () => pace()));
  expect(turns.filter(Boolean)).toHaveLength(6);
  expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(95);
});

test('without a rate everybody’s turn is now', async () => {
  const pace = createPace(undefined, 0);
  expect(await Promise.all(Array.from({ length: 1_000 }, () => pace()))).not.toContain(false);
});
