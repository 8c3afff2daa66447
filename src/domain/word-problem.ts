/** Why a reference or a period is refused; the place and the masked value are added by who reads it. */
export type WordProblem = Readonly<{ code: string; expected: string; fix: string }>;
