/** A map as PHP writes it into JSON: an empty one is an empty list, `[]`. */
export function phpMap<Value>(map: Readonly<Record<string, Value>> | undefined): Readonly<Record<string, Value>> | readonly [] {
  return map === undefined || Object.keys(map).length === 0 ? [] : map;
}
