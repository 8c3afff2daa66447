import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes } from '../../src/cli/exit-codes';
import { namedColumns } from '../../src/csv/known-column';
import { reportColumns } from '../../src/csv/report-columns';
import { limits } from '../../src/domain/limits';
import { outcomes } from '../../src/domain/outcome';

const checkout = join(__dirname, '../..');
const page = (name: string): string => readFileSync(join(checkout, 'docs', name), 'utf8');
const outcomesPage = page('outcomes.md');
const filePage = page('file.md');

/** Every word in single quotes that these folders of src use as the code of a problem. */
function problemCodes(folders: readonly string[], pattern: RegExp): readonly string[] {
  const texts = folders.flatMap((folder) =>
    readdirSync(join(checkout, 'src', folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(checkout, 'src', folder, name), 'utf8')),
  );
  return [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, code = '']) => code)))].sort((a, b) => (a < b ? -1 : 1));
}

const fileProblems = problemCodes(['csv', 'check', 'domain'], /(?:\b(?:fileIssue|issue|refuse|add)\(\s*|\bcode: )'([a-z]+_[a-z_]+)'/g);
const rowProblems = [
  ...problemCodes(['activities', 'asking', 'protocol', 'store'], /\bproblem(?: =|:) '([a-z]+_[a-z_]+)'[;, ]/g),
  ...problemCodes(['protocol'], /\breturn '([a-z]+_[a-z_]+)' as const;/g),
];

test('the problems that the pages are held against are found', () => {
  expect(fileProblems).toEqual(expect.arrayContaining(['amount_comma', 'field_pattern', 'header_unknown', 'period_suffix']));
  expect(rowProblems).toEqual(expect.arrayContaining(['gateway_failed', 'never_accepted', 'paid_before_batch', 'reference_taken']));
});

test.each(fileProblems)('the problem %s of a file is explained', (code) => expect(outcomesPage).toContain(`\`${code}\``));

test.each(rowProblems)('the problem %s of a row is explained', (code) => {
  // A claim's own word; a row that it skips says `paid_in_other_batch`.
  const told = code === 'paid_already' ? 'paid_in_other_batch' : code;
  expect(outcomesPage).toContain(`\`${told}\``);
});

test.each(outcomes)('the outcome %s is explained', (outcome) => expect(outcomesPage).toMatch(new RegExp(`^\\| \`${outcome}\` \\|`, 'm')));

test.each(Object.values(exitCodes))('the exit code %i is explained', (code) => {
  expect(outcomesPage).toMatch(new RegExp(`^\\| ${code} \\|`, 'm'));
});

test.each(reportColumns)('the column $name of the report is explained', ({ name }) => expect(outcomesPage).toContain(`\`${name}\``));

test.each(namedColumns)('the column %s of a file is explained', (column) => {
  const [, last = ''] = /(\.[a-z_]+)$/.exec(column) ?? [];
  expect(filePage.includes(`\`${column}\``) || (column.startsWith('customer.address.') && filePage.includes(`\`${last}\``))).toBe(true);
});

test('the page on the file tells its limits as they are', () => {
  const shown = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ' ');
  expect(filePage).toContain(`${limits.fileBytesMax / 1024 ** 3} GiB, ${shown(limits.fileRowsMax)} rows`);
  for (const count of [limits.lineCharactersMax, limits.cellCharactersMax, limits.columnsMax])
    expect(filePage).toContain(`| ${shown(count)}`);
  expect(filePage).toContain(`At most ${limits.amountDigitsMax} digits`);
  expect(filePage).toContain(`at most ${limits.rootReferenceCharactersMax} characters, the period included`);
  expect(filePage).toContain(`at most ${limits.periodCharactersMax} characters: `);
});
