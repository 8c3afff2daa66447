import type { CommandLineStreams } from './command-line-streams';

const signals = ['SIGINT', 'SIGTERM'] as const;
/** npm and npx hand on a Ctrl-C that the terminal has sent to everyone already, so one comes twice. */
const sameInterruptMs = 1_000;

/** This process as the command line sees it. */
export function processStreams(): CommandLineStreams {
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    workingFolder: process.cwd(),
    onInterrupt(stop) {
      let lastAtMs = Number.NEGATIVE_INFINITY;
      const listener = () => {
        lastAtMs = Date.now();
        stop();
      };
      for (const signal of signals) process.on(signal, listener);
      const forget = () => {
        for (const signal of signals) process.off(signal, listener);
      };
      return () => {
        const leftMs = lastAtMs + sameInterruptMs - Date.now();
        // Then another Ctrl-C is meant, and ends the process as it does by default.
        if (leftMs > 0) setTimeout(forget, leftMs).unref();
        else forget();
      };
    },
  };
}
