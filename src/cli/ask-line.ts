import { createInterface } from 'node:readline';
import type { CommandLineStreams } from './command-line-streams';

/**
 * Asks one question on standard error and returns the line that is typed; `undefined` at the end of the input, 'interrupted' at Ctrl-C.
 * The terminal itself edits the line, so a Ctrl-C is a signal as everywhere else.
 */
export async function askLine(streams: CommandLineStreams, question: string): Promise<string | undefined | typeof interrupted> {
  streams.stderr.write(question);
  const lines = createInterface({ input: streams.stdin, terminal: false });
  let stopListening = () => {};
  try {
    return await new Promise((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(undefined));
      stopListening = streams.onInterrupt(() => resolve(interrupted));
    });
  } finally {
    stopListening();
    lines.close();
  }
}

export const interrupted = Symbol('interrupted');
