import fc from 'fast-check';
import { FirstLines } from '../../src/check/first-lines';

test('it remembers the first line of every key, as a map does', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 2 }), { maxLength: 500 }), (keys) => {
      const [lines, model] = [new FirstLines(), new Map<string, number>()];
      keys.forEach((key, index) => {
        expect(lines.add(key, index + 2)).toBe(model.get(key));
        if (!model.has(key)) model.set(key, index + 2);
      });
    }),
  );
});

test('it grows without forgetting or inventing', () => {
  const lines = new FirstLines();
  for (let line = 2; line < 50_000; line++) expect(lines.add(`emp-${line}`, line)).toBeUndefined();
  for (let line = 2; line < 50_000; line += 997) expect(lines.add(`emp-${line}`, 99_999)).toBe(line);
});
