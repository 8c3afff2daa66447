#!/usr/bin/env node
// npm test: the whole gate, ending with one line of how many checks passed and failed. With arguments it runs jest alone, on what they select.
import './set-up/require-node.mjs';
import { say } from './set-up/say.mjs';
import { runAll } from './test/run-all.mjs';

const { passed, failed } = await runAll(process.argv.slice(2));
process.exitCode = failed === 0 ? 0 : 1;
say('');
console.log(`${passed} passed, ${failed} failed`);
