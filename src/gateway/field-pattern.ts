/** Why a field's pattern is not enforced. */
export type PatternProblem = 'does_not_compile' | 'rejects_its_example';
