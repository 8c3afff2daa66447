import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout that these scripts belong to, whatever the working directory. */
export const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The command line of a dependency, run by this Node rather than through a shell. */
export const dependencyBin = (...path) => join(checkout, 'node_modules', ...path);
