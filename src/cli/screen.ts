import type { CommandLineStreams } from './command-line-streams';
import { createPaint, type Paint } from './paint';
import { wantsColour } from './wants-colour';

export const outputFormats = ['text', 'json', 'jsonl'] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** The version of every JSON document's shape: fields are added under it, never renamed or taken away. */
export const documentVersion = 1;

/** What is printed as JSON. `kind` says which document it is. Amounts are decimal text, times ISO 8601. */
export type JsonDocument = Readonly<{ kind: string } & Record<string, unknown>>;

/** Where a command writes: data to standard output, words to standard error. */
export interface Screen {
  readonly format: OutputFormat;
  readonly outIsTerminal: boolean;
  /** Whether a line on standard error can be drawn again in place. */
  readonly errRedraws: boolean;
  /** For text on standard output, and for words on standard error. */
  readonly outPaint: Paint;
  readonly errPaint: Paint;
  /** A line of words. */
  say(text: string): void;
  /** The command's result: `text` to people, the document to programs. */
  result(document: JsonDocument, text: () => string): void;
  /** Something that happened on the way to the result: a line of `jsonl`, and nothing else. */
  event(document: JsonDocument): void;
}

export type ScreenOptions = Readonly<{ format: OutputFormat; colour: boolean }>;

export function createScreen(streams: CommandLineStreams, { format, colour }: ScreenOptions): Screen {
  const { stdout, stderr, environment } = streams;
  const toLine = (document: JsonDocument, indent?: number) =>
    `${JSON.stringify({ version: documentVersion, ...document }, undefined, indent)}\n`;
  return {
    format,
    outIsTerminal: stdout.isTTY === true,
    errRedraws: stderr.isTTY === true && environment.TERM !== 'dumb',
    outPaint: createPaint(wantsColour(stdout, environment, colour)),
    errPaint: createPaint(wantsColour(stderr, environment, colour)),
    say(text) {
      stderr.write(`${text}\n`);
    },
    result(document, text) {
      if (format !== 'text') stdout.write(toLine(document, format === 'json' ? 2 : undefined));
      else stdout.write(`${text()}\n`);
    },
    event(document) {
      if (format === 'jsonl') stdout.write(toLine(document));
    },
  };
}
