import { readArguments } from './read-arguments';
import { startSandbox } from './start-sandbox';

/** Runs a sandbox until SIGTERM or SIGINT. Prints one line of JSON, its addresses, when it answers. */
async function main(): Promise<void> {
  const sandbox = await startSandbox(readArguments(process.argv.slice(2), process.env));
  const stop = (): void => {
    // Files are written before every answer, so there is nothing to save: closing is all.
    sandbox.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const { url, publicUrl, controlUrl, credentials } = sandbox;
  process.stdout.write(`${JSON.stringify({ url, publicUrl, controlUrl, credentials, pid: process.pid })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`error: sandbox: ${error instanceof Error ? error.message : 'unknown'}\n`);
  process.exit(1);
});
