import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allClaims } from './all-claims';

test('every claim that is written is in the list, and shown by a test', () => {
  const files = readdirSync(__dirname).map((name) => ({ name, text: readFileSync(join(__dirname, name), 'utf8') }));
  const written = files.flatMap(({ text }) => [...text.matchAll(/^export const (\w+): Claim\b/gm)].map(([, name]) => name ?? ''));
  expect(written).toHaveLength(allClaims.length);
  const shown = files.filter(({ name }) => name.endsWith('-claims.test.ts') && name !== 'all-claims.test.ts').map(({ text }) => text);
  expect(written.filter((name) => !shown.some((text) => text.includes(name)))).toEqual([]);
  expect(new Set(allClaims.map(({ says }) => says)).size).toBe(allClaims.length);
});
