import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedDataKey } from '../../src/store/embedded-data-key';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the embedded database’s key is made once, for its owner alone, and read ever after', () => {
  const dataDir = join(folder, 'new', '.payrun');
  const first = embeddedDataKey(dataDir);
  expect(first).toMatchObject({ made: true, path: join(dataDir, 'data-key') });
  expect(statSync(first.path).mode & 0o777).toBe(0o600);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  const again = embeddedDataKey(dataDir);
  expect(again.made).toBe(false);
  expect(again.keys.sealing.id).toBe(first.keys.sealing.id);
});

test('a key file that was spoilt is refused, never replaced: what it sealed would be lost', () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'data-key'), 'spoilt\n');
  expect(() => embeddedDataKey(folder)).toThrow('PAYRUN_DATA_KEY');
  expect(readFileSync(join(folder, 'data-key'), 'utf8')).toBe('spoilt\n');
});
