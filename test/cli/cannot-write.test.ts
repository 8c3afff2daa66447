import { mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cannotWrite } from '../../src/cli/cannot-write';

const folder = mkdtempSync(join(tmpdir(), 'payrun-cannot-write-'));

async function toldOf(path: string): Promise<unknown> {
  const error = await writeFile(path, 'text').catch((reason: unknown) => reason);
  return cannotWrite('the report', path, error);
}

test.each([
  ['a folder that is not there', join(folder, 'none', 'report.csv'), 'there is no such folder'],
  ['a name that is a folder', folder, 'it is a folder'],
])('a file that cannot be written is told of in words: %s', async (_, path, why) => {
  expect(await toldOf(path)).toMatchObject({ what: `cannot write the report to ${path}`, why, hint: 'name another file' });
});

test('a part of a path that is a file is told of in words', async () => {
  await writeFile(join(folder, 'file'), 'text');
  expect(await toldOf(join(folder, 'file', 'report.csv'))).toMatchObject({ why: 'a part of its path is no folder' });
});
