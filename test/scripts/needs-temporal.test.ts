import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runModule } from './run-module';

const cwd = mkdtempSync(join(tmpdir(), 'payrun-needs-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

test.each([
  ['nothing', '', {}, true],
  ['an address', '', { TEMPORAL_ADDRESS: 'host:7233' }, false],
  ['an address in .env', 'A=1\nTEMPORAL_ADDRESS=host:7233\n', {}, false],
  ['a quoted and exported one in .env', 'export TEMPORAL_ADDRESS = "host:7233"\n', {}, false],
  ["Temporal's own file", '', { TEMPORAL_CONFIG_FILE: 'temporal.toml' }, false],
  ['an address that is commented out', '# TEMPORAL_ADDRESS=host:7233\n', {}, true],
  ['an empty one in .env', 'TEMPORAL_ADDRESS=\n', {}, true],
  ['one in .env that the environment sets to nothing', 'TEMPORAL_ADDRESS=host:7233\n', { TEMPORAL_ADDRESS: '' }, true],
])('with %s, a server of our own is needed or not', (_, file, env, needed) => {
  writeFileSync(join(cwd, '.env'), file);
  expect(runModule('set-up/needs-temporal.mjs', 'm.needsTemporal()', { cwd, env: { PATH: process.env.PATH, ...env } })).toBe(needed);
});
