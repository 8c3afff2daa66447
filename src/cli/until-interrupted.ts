import type { CommandLineStreams } from './command-line-streams';

export type Interruption = Readonly<{
  /** Resolves at the first Ctrl-C or SIGTERM. */
  happened: Promise<undefined>;
  /** Stops listening: what follows is the default again, so that a second Ctrl-C ends the process at once. */
  forget(): void;
}>;

export function untilInterrupted(streams: CommandLineStreams): Interruption {
  let stopListening = () => {};
  const happened = new Promise<undefined>((resolve) => {
    stopListening = streams.onInterrupt(() => resolve(undefined));
  });
  return { happened, forget: () => stopListening() };
}
