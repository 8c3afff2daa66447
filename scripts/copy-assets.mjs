// Copies what the compiler does not: the SQL of the migrations, to where the built code looks for it.
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const from = fileURLToPath(new URL('src/store/migrations', root));
const to = fileURLToPath(new URL('dist/store/migrations', root));

// A migration that was taken out must not run from an earlier build.
const kept = new Set(readdirSync(from));
cpSync(from, to, { recursive: true });
for (const name of readdirSync(to)) if (!kept.has(name)) rmSync(`${to}/${name}`);
