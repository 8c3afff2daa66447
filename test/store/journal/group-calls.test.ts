import { groupCalls } from '../../../src/store/journal/group-calls';
import { StatementFailed } from '../../../src/store/statement-failed';

/** A database that refuses a statement whole for one of its inputs, and remembers its statements. */
function refusing(bad: string, error: Error) {
  const statements: (readonly string[])[] = [];
  const call = groupCalls(
    async (inputs: readonly string[]) => {
      statements.push(inputs);
      await Promise.resolve();
      if (inputs.includes(bad)) throw error;
      return inputs.map((input) => input.toUpperCase());
    },
    (input) => input,
    10,
  );
  const all = (inputs: readonly string[]) => Promise.allSettled(inputs.map((input) => call(input)));
  return { all, statements };
}

const outcomes = (settled: readonly PromiseSettledResult<string>[]) =>
  settled.map((each) => (each.status === 'fulfilled' ? each.value : 'failed'));

test('what arrives while a statement runs goes together in the next one', async () => {
  const { all, statements } = refusing('none', new Error());
  expect(outcomes(await all(['a', 'b', 'c']))).toEqual(['A', 'B', 'C']);
  expect(statements).toEqual([['a'], ['b', 'c']]);
});

test('one input that the database refuses does not hurt the others of its statement', async () => {
  const { all } = refusing('c', new StatementFailed('22021', undefined, undefined, undefined));
  expect(outcomes(await all(['a', 'b', 'c', 'd']))).toEqual(['A', 'B', 'failed', 'D']);
});

test('a statement whose fate nobody knows is not run again', async () => {
  const { all, statements } = refusing('c', new Error('the connection broke'));
  expect(outcomes(await all(['a', 'b', 'c', 'd']))).toEqual(['A', 'failed', 'failed', 'failed']);
  expect(statements).toHaveLength(2);
});
