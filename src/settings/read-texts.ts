import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { limits } from '../domain/limits';
import { errorCode } from '../store/error-code';
import { type SettingName, settingTable } from './setting-table';
import type { SettingsProblem } from './settings-problem';

/** Where a setting's value comes from. */
export type SettingSource = 'environment' | '.env' | 'default' | 'not set';

/** A setting as text: `file` names the `NAME_FILE` that it was read from. */
export type SettingText = Readonly<{ text: string; source: SettingSource; file?: string | undefined }>;

type Texts = Readonly<{ texts: ReadonlyMap<SettingName, SettingText>; problems: readonly SettingsProblem[]; unknown: readonly string[] }>;
type Layer = Readonly<{ source: SettingSource; values: Readonly<Record<string, string | undefined>> }>;

/** Names of ours that are no settings: they belong to the scripts and tests of the project, and to the sandbox. */
const otherNames = /^PAYRUN_(TEMPORAL_CLI$|TEST_|REQUIRE_|BENCH_|SANDBOX_)/;

/** Collects every setting's text: the environment wins over `.env` in the working directory, and a value set to nothing counts as absent. */
export function readTexts(env: NodeJS.ProcessEnv, cwd: string): Texts {
  const problems: SettingsProblem[] = [];
  const layers: readonly Layer[] = [
    { source: 'environment', values: env },
    { source: '.env', values: readEnvFile(cwd, problems) },
  ];
  const texts = new Map<SettingName, SettingText>();
  for (const name of Object.keys(settingTable) as SettingName[]) {
    const layer = layers.find(({ values }) => name in values || fileNameOf(name) in values);
    const text = layer === undefined ? undefined : readText(name, layer, cwd, problems);
    if (text !== undefined) texts.set(name, text);
  }
  return { texts, problems, unknown: unknownNames(layers) };
}

function readText(name: SettingName, { source, values }: Layer, cwd: string, problems: SettingsProblem[]): SettingText | undefined {
  const text = values[name]?.trim() ?? '';
  const file = mayBeFile(name) ? (values[fileNameOf(name)]?.trim() ?? '') : '';
  if (text !== '' && file !== '') {
    problems.push({ name, expected: `${name} or ${fileNameOf(name)}`, got: 'both', fix: 'Remove one of the two.' });
    return undefined;
  }
  if (file === '') return text === '' ? undefined : { text, source };
  try {
    if (statSync(resolve(cwd, file)).size > limits.settingFileBytesMax) throw new Error('too large');
    const content = readFileSync(resolve(cwd, file), 'utf8').trim();
    if (content === '') throw new Error('empty');
    return { text: content, source, file: fileNameOf(name) };
  } catch (error) {
    const got = errorCode(error) ?? (error as Error).message;
    problems.push({ name: fileNameOf(name), expected: 'a file that holds the value', got, fix: 'Correct the path or the file.' });
    return undefined;
  }
}

function readEnvFile(cwd: string, problems: SettingsProblem[]): Readonly<Record<string, string | undefined>> {
  try {
    return parseEnv(readFileSync(resolve(cwd, '.env'), 'utf8'));
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOENT')
      problems.push({ name: '.env', expected: 'a file that can be read', got: code ?? 'another', fix: 'Correct its rights.' });
    return {};
  }
}

/** A misspelt setting would be left out in silence, and the default taken for what was asked for. */
function unknownNames(layers: readonly Layer[]): readonly string[] {
  const names = new Set(layers.flatMap(({ values }) => Object.keys(values)));
  const known = (name: string) =>
    name in settingTable || otherNames.test(name) || (name.endsWith('_FILE') && mayBeFile(name.slice(0, -'_FILE'.length)));
  return [...names].filter((name) => name.startsWith('PAYRUN_') && !known(name)).sort((a, b) => a.localeCompare(b, 'en'));
}

const fileNameOf = (name: SettingName) => `${name}_FILE`;

function mayBeFile(name: string): boolean {
  return name in settingTable && 'secret' in settingTable[name as SettingName];
}
