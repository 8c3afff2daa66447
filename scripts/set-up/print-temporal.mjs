// Prints the path of the Temporal command line on this machine, for a test run that was not started by `npm test`.
import { findTemporal } from './find-temporal.mjs';

const { path } = await findTemporal();
if (path === undefined) process.exit(1);
console.log(path);
