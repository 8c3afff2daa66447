import { renderTable, type TableColumn } from '../render-table';

/** A row of a table, with what stands in lines of its own under it. */
type NotedRow = Readonly<{ cells: readonly string[]; notes: readonly string[] }>;

/** A table for a terminal in which what would make it wider than most terminals are stands under each row. */
export function notedTable(columns: readonly TableColumn[], rows: readonly NotedRow[]): string {
  const [heading = '', ...lines] = renderTable(
    columns,
    rows.map(({ cells }) => cells),
    true,
  ).split('\n');
  return [heading, ...lines.flatMap((line, at) => [line, ...(rows[at]?.notes ?? []).map((note) => `  ${note}`)])].join('\n');
}
