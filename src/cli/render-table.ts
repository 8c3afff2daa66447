export type TableColumn = Readonly<{ heading: string; align?: 'right' }>;

/**
 * A table without borders: columns two spaces apart on a terminal, one tab apart in a pipe, where the next program splits them.
 * Nothing is cut: an id that is shortened cannot be copied.
 */
export function renderTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[], isTerminal: boolean): string {
  const lines = [columns.map(({ heading }) => heading), ...rows];
  if (!isTerminal) return lines.map((cells) => cells.join('\t')).join('\n');
  const widths = columns.map((_, at) => Math.max(...lines.map((cells) => [...(cells[at] ?? '')].length)));
  return lines
    .map((cells) =>
      columns
        .map(({ align }, at) => {
          const cell = cells[at] ?? '';
          const space = ' '.repeat((widths[at] ?? 0) - [...cell].length);
          return align === 'right' ? space + cell : cell + space;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
