#!/usr/bin/env node
// Everything that a fresh clone needs before Payrun runs, and nothing the second time. Needs Node alone.
import './set-up/require-node.mjs';
import { needsTemporal } from './set-up/needs-temporal.mjs';
import { orExit } from './set-up/or-exit.mjs';
import { duration, say } from './set-up/say.mjs';
import { setUp } from './set-up/set-up.mjs';

const since = Date.now();
const temporal = await orExit(setUp({ temporal: needsTemporal() }));
say(`set-up: ready in ${duration(since)}${temporal === undefined ? '' : `, Temporal command line ${temporal}`}`);
