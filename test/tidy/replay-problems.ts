import { builtinModules } from 'node:module';
import { folderOf, sourceOf } from './arrow-problems';
import type { SourceFile } from './source-file';

const builtins = new Set(builtinModules);
const remedy = 'A replay would not see what the first run saw: let an activity ask for it, or hand it in.';

/** What a replay cannot repeat, in workflow files and in everything whose values they import, however far away. */
export function replayProblems(files: readonly SourceFile[]): readonly string[] {
  const byName = new Map(files.map((file) => [file.path.replace(/^src\//, '').replace(/\.ts$/, ''), file]));
  const reached = new Set(files.filter(({ path }) => folderOf(path) === 'workflows'));
  for (const file of reached) {
    // A set hands out what is added to it while it is walked.
    for (const { target, typeOnly } of file.imports) {
      const next = typeOnly ? undefined : byName.get(sourceOf(file.path, target) ?? '');
      if (next !== undefined) reached.add(next);
    }
  }
  return [...reached].flatMap((file) => [...builtinProblems(file), ...environmentProblems(file)]);
}

function builtinProblems({ path, imports }: SourceFile): readonly string[] {
  return imports
    .filter(({ target, typeOnly }) => !typeOnly && (target.startsWith('node:') || builtins.has(target)))
    .map(({ target, line }) => `${path}:${line}: workflows reach ${target}. ${remedy}`);
}

function environmentProblems({ path, lines }: SourceFile): readonly string[] {
  return lines.flatMap((text, index) => (/\bprocess\.\w/.test(text) ? [`${path}:${index + 1}: workflows reach process. ${remedy}`] : []));
}
