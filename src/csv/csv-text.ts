import { stringify } from 'csv-stringify/sync';

/** Rows as the text of a small CSV file, with a line break at its end. Cells are written as they are. */
export const csvText = (rows: readonly (readonly string[])[]): string => stringify(rows.map((cells) => [...cells]));
