// A sandbox that comes too late the first time: its port answers already, and it ends, as one does that cannot listen. Then a sandbox.
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

const argument = (name: string): string => process.argv[process.argv.indexOf(name) + 1] ?? '';
const mark = `${argument('--books')}.came-late`;
if (existsSync(mark)) require('../../src/sandbox/sandbox-process');
else {
  writeFileSync(mark, '');
  createServer((_, answer) => answer.end()).listen(Number(argument('--port')), '127.0.0.1');
  setTimeout(() => process.exit(1), 1_000);
}
