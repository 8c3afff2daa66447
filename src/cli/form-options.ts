import { type Command, Option } from 'commander';
import { type FileForm, fileDelimiters, fileEncodings, usualForm } from '../csv/file-form';

/** How the command line says that a file is written. */
export type FormOptions = FileForm;

/** `--encoding` and `--delimiter`: nothing is guessed, so a file in another form than the usual one is read only if somebody says which. */
export function addFormOptions(command: Command): Command {
  return command
    .addOption(new Option('--encoding <name>', 'how the file is encoded').choices(fileEncodings).default(usualForm.encoding))
    .addOption(new Option('--delimiter <character>', 'what stands between its cells').choices(fileDelimiters).default(usualForm.delimiter));
}

/** The same options as they are typed again; nothing for the usual form. */
export function formArguments({ encoding, delimiter }: FormOptions): string {
  const typedEncoding = encoding === usualForm.encoding ? '' : ` --encoding ${encoding}`;
  return typedEncoding + (delimiter === usualForm.delimiter ? '' : ` --delimiter ${delimiter === 'tab' ? delimiter : `"${delimiter}"`}`);
}
