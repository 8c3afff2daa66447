/**
 * An error's text the way careless services write it: it repeats what was sent, as it is, in part, spaced and in capitals,
 * so that whoever stores or logs it must have masked all four.
 */
export function echoText(words: readonly string[]): string {
  const parts = words.map((word) => [word, word.slice(-8), word.replace(/(.{4})(?=.)/g, '$1 '), word.toUpperCase()].join(' / '));
  return `Cannot pay ${parts.join('; ')}`;
}
