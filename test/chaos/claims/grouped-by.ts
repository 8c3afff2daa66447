/** Lists of those with the same key, each in the order given. One without a key is in none. */
export function groupedBy<Each>(list: readonly Each[], keyOf: (each: Each) => string | undefined): readonly (readonly Each[])[] {
  const groups = new Map<string, Each[]>();
  for (const each of list) {
    const key = keyOf(each);
    if (key === undefined) continue;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(each);
  }
  return [...groups.values()];
}
