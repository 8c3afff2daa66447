/** Each with the one after it. */
export const pairsOf = <Each>(list: readonly Each[]): readonly (readonly [Each, Each])[] =>
  list.slice(1).map((later, index) => [list[index] as Each, later]);
