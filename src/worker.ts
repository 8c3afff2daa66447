import { runCli } from './cli/run-cli';
import { runProgram } from './cli/run-program';

/** The worker process: `payrun worker`, for those who start it by its own name. */
runProgram((streams) => runCli(['worker', ...process.argv.slice(2)], streams));
