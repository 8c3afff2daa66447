import type { CellRule } from './cell-rule';

/** Rules in order, of which the first that finds something speaks: later ones would only repeat it in other words. */
export function firstProblem(...rules: readonly CellRule[]): CellRule {
  return (text) => {
    for (const rule of rules) {
      const problem = rule(text);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}
