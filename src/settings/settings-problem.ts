/** What is wrong with one setting. `got` shows nothing of a secret. Nothing was sent or opened: exit code 2. */
export type SettingsProblem = Readonly<{ name: string; expected: string; got: string; fix: string }>;
