import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runModule } from './run-module';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-find-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const allFlags = '--db-filename --ip --port --ui-port --sqlite-pragma --dynamic-config-value --search-attribute';

/** A program on PATH that answers as a Temporal command line of some version does. */
function plant(version: string, flags = allFlags): void {
  mkdirSync(join(folder, 'bin'));
  const script = `#!/bin/sh\ncase "$1" in\n--version) echo '${version}' ;;\n*) echo '${flags.replaceAll(' ', ' x ')} x' ;;\nesac\n`;
  writeFileSync(join(folder, 'bin', 'temporal'), script, { mode: 0o755 });
}

/** The program in the cache folder, under the name of the pinned version. */
function plantCached(): string {
  const path = runModule('set-up/find-temporal.mjs', 'm.cachedTemporal()', { env: { XDG_CACHE_HOME: folder } });
  if (typeof path !== 'string') throw new Error('no path');
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '#!/bin/sh\n', { mode: 0o755 });
  return path;
}

const find = () =>
  runModule('set-up/find-temporal.mjs', 'm.findTemporal()', { env: { XDG_CACHE_HOME: folder, PATH: `${join(folder, 'bin')}:/bin` } });

test('nothing on this machine is told as nothing', () => expect(find()).toEqual({}));

test.each(['temporal version 1.4.0 (Server 1.28.0, UI 2.38.0)', 'temporal version 0.0.0-DEV (Server 1.31.2, UI 2.50.1)'])(
  'on PATH, "%s" comes before the cache',
  (version) => {
    plant(version);
    plantCached();
    expect(find()).toEqual({ path: join(folder, 'bin', 'temporal'), from: 'PATH' });
  },
);

test.each([
  ['temporal version 1.3.0 (Server 1.27.1, UI 2.36.0)', allFlags, 'has server 1.27, older than 1.28'],
  ['temporal version 1.4.0 (Server 1.28.0)', allFlags.replace('--sqlite-pragma ', ''), 'does not know --sqlite-pragma'],
  ['something else', allFlags, 'does not tell its server version'],
])('on PATH, "%s" is passed over for the cache when it does not fit', (version, flags, why) => {
  plant(version, flags);
  const cached = plantCached();
  expect(find()).toEqual({ path: cached, from: 'cache', passedOver: `${join(folder, 'bin', 'temporal')} ${why}` });
});

test('a download that gets no connection leaves nothing behind and says why', () => {
  const env = { ...process.env, HTTPS_PROXY: 'http://127.0.0.1:1', https_proxy: 'http://127.0.0.1:1' };
  const target = join(folder, 'cache', 'temporal');
  const left = `m.downloadTemporal('${target}').then(async (why) => [why, (await import('node:fs')).readdirSync('${join(folder, 'cache')}')])`;
  expect(runModule('set-up/download-temporal.mjs', left, { env })).toEqual([expect.stringMatching(/\S/), []]);
});
