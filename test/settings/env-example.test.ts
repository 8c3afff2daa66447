import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingTable } from '../../src/settings/setting-table';

const lines = readFileSync(join(__dirname, '../../.env.example'), 'utf8').split('\n');

test('.env.example holds every setting, each commented out, in the order of the table', () => {
  const names = lines.map((line) => /^# ([A-Z][A-Z_]+)=/.exec(line)?.[1]).filter((name) => name !== undefined);
  expect(names).toEqual(Object.keys(settingTable));
  expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
});

test.each(Object.entries(settingTable))('.env.example says of %s what the table says', (name, setting) => {
  const place = lines.findIndex((line) => line.startsWith(`# ${name}=`));
  expect(lines[place - 1]).toBe(`# ${setting.about}${'secret' in setting ? ' (file)' : ''}`);
  if ('fallback' in setting) expect(lines[place]).toBe(`# ${name}=${setting.fallback}`);
});
