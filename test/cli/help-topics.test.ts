import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes } from '../../src/cli/exit-codes';
import { helpTopics } from '../../src/cli/help-topics';
import { settingTable } from '../../src/settings/setting-table';

const page = readFileSync(join(__dirname, '../../docs/command-line.md'), 'utf8');

test.each(Object.entries(helpTopics))('the page on the command line has the same words on %s', (_, text) => expect(page).toContain(text()));

test('every exit code is explained', () => {
  for (const code of Object.values(exitCodes)) expect(helpTopics['exit-codes']?.()).toMatch(new RegExp(`^  ${code} `, 'm'));
});

test('every setting is explained', () => {
  for (const name of Object.keys(settingTable)) expect(helpTopics.environment?.()).toMatch(new RegExp(`^  ${name}$`, 'm'));
});
