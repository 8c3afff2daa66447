import type { SettingText } from './read-texts';
import { type SettingName, type SettingValues, settingTable } from './setting-table';
import type { SettingsProblem } from './settings-problem';

const gotCharactersMax = 60;

/** Reads each text by its own shape. A setting with a problem has no value, so nothing may be made of the values while there is one. */
export function parseTexts(
  texts: ReadonlyMap<SettingName, SettingText>,
): Readonly<{ values: SettingValues; problems: readonly SettingsProblem[] }> {
  const problems: SettingsProblem[] = [];
  const values: Partial<Record<SettingName, unknown>> = {};
  for (const name of Object.keys(settingTable) as SettingName[]) {
    const setting = settingTable[name];
    const given = texts.get(name);
    const text = given?.text ?? ('fallback' in setting ? setting.fallback : undefined);
    if (text === undefined) continue;
    const read = setting.shape.safeParse(text);
    if (read.success) values[name] = read.data;
    else
      problems.push({ name: given?.file ?? name, expected: setting.expected, got: shownGot(name, text), fix: `${name}: ${setting.about}` });
  }
  return { values: values as SettingValues, problems };
}

/** An address may carry a password, and a secret may have been put in the wrong place: only what is short and plain is repeated. */
function shownGot(name: SettingName, text: string): string {
  const plain = !('secret' in settingTable[name]) && !text.includes('@') && !/[sp]k_(test|live)_/.test(text);
  return plain && text.length <= gotCharactersMax ? text : `${text.length} characters, not shown`;
}
