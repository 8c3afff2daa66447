/** Never the only sign of anything: the words are there without it. */
export type Paint = Readonly<Record<'bold' | 'faint' | 'red' | 'green' | 'yellow', (text: string) => string>>;

const wrapped = (code: number, end: number, text: string) => `\u001b[${code}m${text}\u001b[${end}m`;

/** Colours for one stream, or the same words without them. */
export function createPaint(isColoured: boolean): Paint {
  const colour = (code: number, end: number) => (text: string) => (isColoured && text !== '' ? wrapped(code, end, text) : text);
  return { bold: colour(1, 22), faint: colour(2, 22), red: colour(31, 39), green: colour(32, 39), yellow: colour(33, 39) };
}
