import { runLocal } from './cli/local/run-local';
import { runProgram } from './cli/run-program';

/** What `npm start` runs once the set-up is done. */
runProgram((streams) => runLocal(process.argv.slice(2), streams));
