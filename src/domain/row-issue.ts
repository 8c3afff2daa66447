/**
 * One thing wrong with a file, as data; sentences, tables and JSON are made of it elsewhere.
 * `code` is stable snake_case. `got` is masked already: it never carries a whole account, card number or name.
 * `line` 1 is the header; `column` is absent where the whole line or file is meant.
 */
export type RowIssue = Readonly<{
  code: string;
  line: number;
  column?: string;
  expected: string;
  got: string;
  fix: string;
}>;
