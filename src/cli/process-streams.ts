import type { CommandLineStreams } from './command-line-streams';

const signals = ['SIGINT', 'SIGTERM'] as const;

/** This process as the command line sees it. */
export function processStreams(): CommandLineStreams {
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    workingFolder: process.cwd(),
    onInterrupt(stop) {
      for (const signal of signals) process.on(signal, stop);
      return () => {
        for (const signal of signals) process.off(signal, stop);
      };
    },
  };
}
