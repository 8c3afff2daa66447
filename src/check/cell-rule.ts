/** What is wrong with one cell. `got` is there only where the value may be shown; else its kind and length are told. */
export type CellProblem = Readonly<{ code: string; expected: string; fix: string; got?: string }>;

/** Looks at the text of a filled cell. */
export type CellRule = (text: string) => CellProblem | undefined;
