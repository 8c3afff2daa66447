import { runCli } from './cli/run-cli';
import { runProgram } from './cli/run-program';

/** The command line `payrun`. */
runProgram((streams) => runCli(process.argv.slice(2), streams));
