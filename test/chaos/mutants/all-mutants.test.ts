import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allMutants } from './all-mutants';
import { checkout } from './copy-without';

const textOf = (file: string) => readFileSync(join(checkout, file), 'utf8');

describe('what is taken out by `npm run prove -- --mutants`', () => {
  test.each(allMutants.map((mutant) => [mutant.without, mutant] as const))('stands in the sources once: %s', (_, { file, text }) => {
    expect(textOf(file).split(text)).toHaveLength(2);
  });

  test('names tests that there are', () => {
    for (const { seenBy } of allMutants) {
      // A test of many cases has their names in its own.
      if ('test' in seenBy) expect(textOf(seenBy.test)).toContain(seenBy.says.replace('to failed,', 'to %s,'));
    }
  });
});
