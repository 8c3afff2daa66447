import { posix } from 'node:path';
import { arrows, foldersWithoutWrites, gatewayWrites } from './arrows';
import type { SourceFile } from './source-file';

/** Imports of a file that point where its folder must not. */
export function arrowProblems({ path, imports }: SourceFile): readonly string[] {
  const folder = folderOf(path);
  if (folder === undefined) return [];
  const allowed = arrows[folder];
  if (allowed === undefined) return [`${path}:1: src/${folder}/ has no arrows. Decide what it may import, in test/tidy/arrows.ts.`];
  return imports.flatMap(({ target, typeOnly, line }) => {
    const to = sourceOf(path, target);
    if (to === undefined || to.startsWith(`${folder}/`)) return [];
    const where = `${path}:${line}:`;
    if (foldersWithoutWrites.includes(folder) && gatewayWrites.includes(to)) {
      return [
        `${where} ${folder} must not import ${to}, which can send to the gateway. Change the database and wake the workflow instead.`,
      ];
    }
    if (isAllowed(allowed, to, typeOnly)) return [];
    const asValue = isAllowed(allowed, to, true) ? ' a value of' : '';
    return [
      `${where} ${folder} must not import${asValue} ${to}. Move what both need to a folder that ${folder} may import: ${allowed.join(', ') || 'none'}.`,
    ];
  });
}

/** `domain` of `src/domain/money.ts`; undefined for a program in src/ itself and for files elsewhere. */
export function folderOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

/** What a relative import of a source file names, from src/ and without its extension; undefined for packages. */
export function sourceOf(path: string, target: string): string | undefined {
  if (!target.startsWith('.')) return undefined;
  return posix.relative('src', posix.join(posix.dirname(path), target)).replace(/\.ts$/, '');
}

function isAllowed(allowed: readonly string[], to: string, typeOnly: boolean): boolean {
  const names = [to, to.split('/')[0] ?? to];
  return names.some((name) => allowed.includes(name) || (typeOnly && allowed.includes(`${name} (types)`)));
}
