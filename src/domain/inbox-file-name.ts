import { limits } from './limits';
import { periodProblem } from './period';

const placeholder = '{period}';

/** What stands before and behind the period in a file's name; `undefined` for what is no name, or would lead out of its folder. */
function partsOf(pattern: string): readonly [before: string, after: string] | undefined {
  const [before, after, ...more] = pattern.split(placeholder);
  if (before === undefined || after === undefined || more.length > 0) return undefined;
  return before.startsWith('.') || /[/\\\p{Cc}\p{Zl}\p{Zp}]/u.test(pattern) ? undefined : [before, after];
}

/** The name of a period's file in its folder, the period put in as it is; `undefined`: this pattern makes no name of it. */
export function inboxFileName(pattern: string, period: string): string | undefined {
  const parts = periodProblem(period) === undefined ? partsOf(pattern) : undefined;
  const name = parts?.join(period);
  return name !== undefined && new TextEncoder().encode(name).length <= limits.inboxNameBytesMax ? name : undefined;
}

/** The period that a file's name has in it; `undefined`: it is not one of this pattern. */
export function periodOfInboxFile(pattern: string, name: string): string | undefined {
  const [before, after] = partsOf(pattern) ?? [];
  if (before === undefined || after === undefined || !name.startsWith(before) || !name.endsWith(after)) return undefined;
  const period = name.slice(before.length, name.length - after.length);
  return inboxFileName(pattern, period) === name ? period : undefined;
}
