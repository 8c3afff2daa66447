#!/usr/bin/env node
// npm start: sets up what is missing, then brings everything up on this machine and pays a file. Arguments are those of dist/local.js.
import './set-up/require-node.mjs';
import { needsTemporal } from './set-up/needs-temporal.mjs';
import { orExit } from './set-up/or-exit.mjs';
import { runBuilt } from './set-up/run-built.mjs';
import { duration, say } from './set-up/say.mjs';
import { setUp } from './set-up/set-up.mjs';

const since = Date.now();
const temporal = await orExit(setUp({ temporal: needsTemporal() }));
say(`set-up: ready in ${duration(since)}`);
if (temporal !== undefined) process.env.PAYRUN_TEMPORAL_CLI = temporal;
runBuilt('local.js');
