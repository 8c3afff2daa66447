import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDataFolder } from '../../src/cli/local/make-data-folder';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the folder and those above it are made, for their owner alone', () => {
  makeDataFolder(join(folder, 'a', 'b'));
  makeDataFolder(join(folder, 'a', 'b'));
  expect(statSync(join(folder, 'a', 'b')).mode & 0o777).toBe(0o700);
});

test.each(['/proc/nowhere/data', '/dev/null/data'])('%s, where none can be made, is told in a sentence and at once', (path) => {
  expect(() => makeDataFolder(path)).toThrow(`the data folder ${path} cannot be made`);
});

test('a file in its way is told too', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeDataFolder(join(folder, 'file', 'data'))).toThrow('cannot be made');
});
