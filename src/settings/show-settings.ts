import type { SettingSource, SettingText } from './read-texts';
import { type SettingName, settingTable } from './setting-table';

/** One setting as a person may see it. `value` is masked for a secret, and empty when it is not set. */
export type SettingShown = Readonly<{ name: SettingName; source: SettingSource; value: string; file?: string | undefined; about: string }>;

/** Every setting in the table's order, set or not. */
export function showSettings(texts: ReadonlyMap<SettingName, SettingText>): readonly SettingShown[] {
  return (Object.keys(settingTable) as SettingName[]).map((name) => {
    const setting = settingTable[name];
    const given = texts.get(name);
    if (given !== undefined) return { name, source: given.source, value: shown(name, given.text), file: given.file, about: setting.about };
    const fallback = 'fallback' in setting ? setting.fallback : undefined;
    return { name, source: fallback === undefined ? 'not set' : 'default', value: fallback ?? '', about: setting.about };
  });
}

/** An address is masked as a whole when a password was put into it. */
function shown(name: SettingName, text: string): string {
  return 'secret' in settingTable[name] || /:\/\/[^/]*@/.test(text) ? '***' : text;
}
