#!/usr/bin/env node
// The command line from a checkout. A fresh clone, or changed sources, are set up first; nothing of that goes to standard output.
import '../scripts/set-up/require-node.mjs';
import { orExit } from '../scripts/set-up/or-exit.mjs';
import { runBuilt } from '../scripts/set-up/run-built.mjs';
import { setUp } from '../scripts/set-up/set-up.mjs';

await orExit(setUp({ temporal: false }));
runBuilt('starter.js');
