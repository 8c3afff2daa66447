import { migrate } from './migrate';

/** `DATABASE_URL=… node migrate-process.js`: says what it ran, exit code 0; or one sentence of what went wrong, exit code 1. */
async function main(): Promise<number> {
  const url = process.env.DATABASE_URL;
  if (url === undefined || url === '') {
    process.stderr.write('error: DATABASE_URL is not set\n');
    return 2;
  }
  try {
    const ran = await migrate(url);
    process.stdout.write(ran.length === 0 ? 'The tables are up to date.\n' : `Ran ${ran.join(', ')}.\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`error: ${error instanceof Error ? error.message : 'unknown'}\n`);
    return 1;
  }
}

void main().then((code) => {
  process.exitCode = code;
});
