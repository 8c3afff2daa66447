/** A stream that may be a terminal. */
export type OutputStream = NodeJS.WritableStream & Readonly<{ isTTY?: boolean; columns?: number }>;
export type InputStream = NodeJS.ReadableStream & Readonly<{ isTTY?: boolean }>;

/** What a run of the command line touches of its process, so that tests can hand in their own. */
export type CommandLineStreams = Readonly<{
  stdin: InputStream;
  /** Data. */
  stdout: OutputStream;
  /** Progress and words. */
  stderr: OutputStream;
  environment: Readonly<NodeJS.ProcessEnv>;
  workingFolder: string;
  /** Calls `stop` at each Ctrl-C (and SIGTERM) until the returned function is called. */
  onInterrupt(stop: () => void): () => void;
}>;
