const texts = new WeakMap<object, string>();
const asText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);

/** Parts are shared by many worlds: each is told as text once. */
export function textOf(part: object): string {
  const known = texts.get(part);
  if (known !== undefined) return known;
  const text = JSON.stringify(part, asText);
  texts.set(part, text);
  return text;
}
