export const fileEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type FileEncoding = (typeof fileEncodings)[number];

/** What may stand between cells, as it is written on a command line. */
export const fileDelimiters = [',', ';', 'tab', '|'] as const;
export type FileDelimiter = (typeof fileDelimiters)[number];

/** How a file is written. Nothing of it is guessed: a file in another form than this is refused, and what it seems to be is named. */
export type FileForm = Readonly<{ encoding: FileEncoding; delimiter: FileDelimiter }>;

/** A comma CSV in UTF-8: what is meant unless somebody says otherwise. */
export const usualForm: FileForm = { encoding: 'utf-8', delimiter: ',' };
