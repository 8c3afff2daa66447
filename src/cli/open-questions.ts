import { createInterface } from 'node:readline';
import type { CommandLineStreams } from './command-line-streams';

export const interrupted = Symbol('interrupted');

export type Questions = Readonly<{
  /** Asks on standard error and returns the line that is typed; `undefined` at the end of the input, `interrupted` at Ctrl-C. */
  ask(question: string): Promise<string | undefined | typeof interrupted>;
  close(): void;
}>;

/**
 * Asks one question after the other. What was typed ahead answers the next one. The terminal itself edits the line, so that a Ctrl-C is a
 * signal as everywhere else.
 */
export function openQuestions(streams: CommandLineStreams): Questions {
  const input = createInterface({ input: streams.stdin, terminal: false });
  const lines = input[Symbol.asyncIterator]();
  let interrupt = () => {};
  const interruption = new Promise<typeof interrupted>((resolve) => {
    interrupt = () => resolve(interrupted);
  });
  const stopListening = streams.onInterrupt(interrupt);
  return {
    async ask(question) {
      streams.stderr.write(question);
      const typed = lines.next().then(({ done, value }) => (done === true ? undefined : value));
      const answer = await Promise.race([typed, interruption]);
      // Nothing has ended the line of the question.
      if (answer === undefined || answer === interrupted) streams.stderr.write('\n');
      return answer;
    },
    close() {
      stopListening();
      input.close();
    },
  };
}
