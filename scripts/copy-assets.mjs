// Adds what the compiler does not: the SQL of the migrations where the built code looks for it, and the workflows in one file for workers.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const from = fileURLToPath(new URL('src/store/migrations', root));
const to = fileURLToPath(new URL('dist/store/migrations', root));

// A migration that was taken out must not run from an earlier build.
const kept = new Set(readdirSync(from));
cpSync(from, to, { recursive: true });
for (const name of readdirSync(to)) if (!kept.has(name)) rmSync(`${to}/${name}`);

const bundled = spawnSync(process.execPath, [fileURLToPath(new URL('dist/worker/bundle-process.js', root))], { stdio: 'inherit' });
process.exitCode = bundled.status ?? 1;
