/** Whether a path fits a pattern, in which `{id}` or any other name in braces stands for one part. */
export function matchPath(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  return wanted.length === parts.length && wanted.every((part, index) => /^\{\w+\}$/.test(part) || part === parts[index]);
}
