#!/usr/bin/env node
// npm run prove: real processes, faults drawn from a seed, the sandbox's books as the judge. See docs/proof.md.
import './set-up/require-node.mjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkout } from './set-up/checkout.mjs';
import { orExit } from './set-up/or-exit.mjs';
import { setUp } from './set-up/set-up.mjs';

const temporal = await orExit(setUp({ temporal: true }));
const program = ['-r', join(checkout, 'test/support/register-typescript.cjs'), join(checkout, 'test/chaos/prove.ts')];
const proof = spawn(process.execPath, [...program, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, PAYRUN_TEMPORAL_CLI: temporal },
});
// A Ctrl-C reaches the proof too, which ends what it started.
process.on('SIGINT', () => undefined);
proof.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
