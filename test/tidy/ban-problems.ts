type Ban = Readonly<{ what: string; pattern: RegExp; where: (path: string) => boolean; remedy: string }>;

/** Programs that people or other programs start: their output is theirs to write. */
const program = /^src\/(cli\/|[^/]+\.ts$|.*-process\.ts$)/;
const everywhere = () => true;

// The patterns are put together here, so that this file does not hold what it looks for.
const bans: readonly Ban[] = [
  {
    what: 'console',
    pattern: /\bconsole\.\w/,
    where: (path) => path.startsWith('src/') && !program.test(path),
    remedy: 'Use the logger, which hides secrets, or return what is to be said.',
  },
  {
    what: 'a note to do',
    pattern: new RegExp(`\\b(${'TO'}DO|${'FIX'}ME)\\b`),
    where: everywhere,
    remedy: 'Do it, or leave it out.',
  },
  {
    what: 'the host of a package registry',
    pattern: new RegExp(`\\b(registry\\.(npmjs|yarnpkg|npmmirror)|${'proxy'}\\.golang|${'sum'}\\.golang)\\b`),
    where: everywhere,
    remedy: "Leave it to the reader's own configuration.",
  },
  {
    what: 'a path of one machine',
    pattern: new RegExp(`(^|[\\s'"\`(=])/(root|${'wo'}rk)/`),
    where: everywhere,
    remedy: 'Name it from the checkout, or from a folder that the system gives.',
  },
];

/** Words that must not stand in a file of the checkout. */
export function banProblems(path: string, text: string): readonly string[] {
  const standing = bans.filter(({ where }) => where(path));
  return text
    .split('\n')
    .flatMap((line, index) =>
      standing.filter(({ pattern }) => pattern.test(line)).map(({ what, remedy }) => `${path}:${index + 1}: ${what}. ${remedy}`),
    );
}
