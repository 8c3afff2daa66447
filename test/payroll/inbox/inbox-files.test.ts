import { once } from 'node:events';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../../../src/domain/limits';
import { fileOwner } from '../../../src/payroll/inbox/file-owner';
import { freePlace } from '../../../src/payroll/inbox/free-place';
import { moveFile } from '../../../src/payroll/inbox/move-file';
import { readWholeFile } from '../../../src/payroll/inbox/read-whole-file';
import { readyFolder } from '../../../src/payroll/inbox/ready-folder';
import { writeBeside } from '../../../src/payroll/inbox/write-beside';

let folder: string;
const path = (name: string) => join(folder, name);
const asRoot = process.getuid?.() === 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'payrun-inbox-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

const changes: Readonly<Record<string, (name: string) => void>> = {
  grows: (name) => writeFileSync(name, 'more rows'),
  'is written over with as many bytes': (name) => writeFileSync(name, 'ROWS'),
  'is cut': (name) => truncateSync(name, 1),
  'is replaced': (name) => {
    rmSync(name);
    writeFileSync(name, 'ROWS');
  },
  'is taken away': (name) => rmSync(name),
};

describe('a file is read', () => {
  test('whole, up to 16 MB, and nothing of a larger one', async () => {
    writeFileSync(path('a.csv'), 'rows');
    for (const [name, bytes] of [['most.csv', limits.rosterBytesMax] as const, ['more.csv', limits.rosterBytesMax + 1] as const]) {
      writeFileSync(path(name), '');
      truncateSync(path(name), bytes);
    }
    const found = await Promise.all(['a.csv', 'most.csv', 'more.csv'].map((name) => readWholeFile(path(name))));
    expect(found).toMatchObject([
      { kind: 'whole', bytes: Buffer.from('rows') },
      { kind: 'whole', bytes: { length: limits.rosterBytesMax } },
      { kind: 'odd', why: 'file_too_large' },
    ]);
  });

  test(`not while it ${Object.keys(changes).join(', ')}`, async () => {
    for (const name of Object.keys(changes)) writeFileSync(path(name), 'rows');
    const reading = Promise.all(Object.keys(changes).map((name) => readWholeFile(path(name))));
    await sleep(limits.inboxStillMs / 5);
    for (const [name, change] of Object.entries(changes)) change(path(name));
    expect((await reading).map(({ kind }) => kind)).toEqual([...Array(4).fill('unfinished'), 'none']);
  });

  test('not if it is empty or not there', async () => {
    writeFileSync(path('empty.csv'), '');
    expect(await readWholeFile(path('empty.csv'))).toEqual({ kind: 'unfinished' });
    expect(await readWholeFile(path('none.csv'))).toEqual({ kind: 'none' });
  });

  test('not through a link, and nothing else than a file is', async () => {
    writeFileSync(path('a.csv'), 'rows');
    symlinkSync(path('a.csv'), path('link.csv'));
    symlinkSync(path('nowhere'), path('dead.csv'));
    mkdirSync(path('folder.csv'));
    const socket = createServer().listen(path('pipe.csv'));
    await once(socket, 'listening');
    for (const name of ['link.csv', 'dead.csv', 'folder.csv', 'pipe.csv']) {
      expect(await readWholeFile(path(name))).toEqual({ kind: 'odd', why: 'not_a_file' });
    }
    socket.close();
  });

  (asRoot ? test.skip : test)('not where the worker may not', async () => {
    writeFileSync(path('a.csv'), 'rows', { mode: 0o000 });
    expect(await readWholeFile(path('a.csv'))).toEqual({ kind: 'odd', why: 'file_unreadable' });
  });
});

describe('a folder', () => {
  test('gets done and refused, and is usable again and again', async () => {
    expect(await readyFolder(folder)).toBe('usable');
    expect(await readyFolder(folder)).toBe('usable');
    expect(readdirSync(folder)).toEqual(['done', 'refused']);
  });

  test('that is not there is missing, and not made', async () => {
    expect(await readyFolder(path('gone'))).toBe('missing');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that is a file, or has one or a link in place of done, is of no use', async () => {
    writeFileSync(path('file'), '');
    expect(await readyFolder(path('file'))).toBe('unusable');
    mkdirSync(path('one'));
    writeFileSync(path('one/refused'), '');
    expect(await readyFolder(path('one'))).toBe('unusable');
    mkdirSync(path('two'));
    symlinkSync(folder, path('two/done'));
    expect(await readyFolder(path('two'))).toBe('unusable');
  });

  (asRoot ? test.skip : test)('that is read-only is of no use', async () => {
    chmodSync(folder, 0o500);
    expect(await readyFolder(folder)).toBe('unusable');
  });
});

describe('a file is moved', () => {
  test('never over another one', async () => {
    writeFileSync(path('from'), 'new');
    writeFileSync(path('to'), 'old');
    expect(await moveFile(path('from'), path('to'))).toBe('taken');
    expect([readFileSync(path('from'), 'utf8'), readFileSync(path('to'), 'utf8')]).toEqual(['new', 'old']);
  });

  test('to its end where an earlier move was cut off', async () => {
    writeFileSync(path('from'), 'rows');
    linkSync(path('from'), path('to'));
    expect(await moveFile(path('from'), path('to'))).toBe('moved');
    expect(readdirSync(folder)).toEqual(['to']);
  });

  test('as what it is: a link is not followed, a folder goes with what is in it', async () => {
    symlinkSync('/nowhere', path('link'));
    expect(await moveFile(path('link'), path('moved'))).toBe('moved');
    expect(lstatSync(path('moved')).isSymbolicLink()).toBe(true);
    mkdirSync(path('folder/in'), { recursive: true });
    expect(await moveFile(path('folder'), path('moved'))).toBe('taken');
    expect(await moveFile(path('folder'), path('elsewhere'))).toBe('moved');
    expect(readdirSync(path('elsewhere'))).toEqual(['in']);
  });

  test('to a free name, with what belongs to it', async () => {
    await readyFolder(folder);
    const places: string[] = [];
    for (const taken of ['done/a.csv', 'done/a-2.csv.report.csv', 'done/a-3.csv.problems.csv']) {
      places.push(await freePlace(folder, 'done', 'a.csv'));
      writeFileSync(path(taken), '');
    }
    places.push(await freePlace(folder, 'done', 'a.csv'), await freePlace(folder, 'refused', 'a.csv'));
    expect(places).toEqual(['done/a.csv', 'done/a-2.csv', 'done/a-3.csv', 'done/a-4.csv', 'refused/a.csv']);
  });
});

test('what is written beside a file is whole or not there, and for its owner alone', async () => {
  await writeBeside(path('a'), (file) => file.writeFile('first'));
  const broken = writeBeside(path('a'), async (file) => {
    await file.writeFile('half');
    throw new Error('cut off');
  });
  await expect(broken).rejects.toThrow('cut off');
  expect(readFileSync(path('a'), 'utf8')).toBe('first');
  expect(readdirSync(folder)).toEqual(['a']);
  expect(lstatSync(path('a')).mode & 0o777).toBe(0o600);
});

test('who answers for a file is its owner by name, or else the folder', async () => {
  expect(await fileOwner(folder, userInfo().uid)).toBe(userInfo().username);
  expect(await fileOwner('/srv/wages', 3_999_999)).toBe('inbox wages');
});
