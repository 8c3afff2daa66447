/** Says what kind of text a cell holds without showing any of it: `16 digits`, `12 characters`, `nothing`. */
export function describeValue(text: string): string {
  const length = [...text].length;
  if (length === 0) return 'nothing';
  if (text.trim() === '') return length === 1 ? 'a space' : `${length} spaces`;
  const kind = /^[0-9]+$/.test(text) ? 'digit' : /^\p{L}+$/u.test(text) ? 'letter' : 'character';
  return `${length} ${kind}${length === 1 ? '' : 's'}`;
}
