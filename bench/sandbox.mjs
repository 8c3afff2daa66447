/**
 * How many requests a second the sandbox answers: `node bench/sandbox.mjs [seconds]` after `npm run build`. The sandbox runs as its own
 * process with state and books on disk, held to one core where `taskset` is there; the load comes from this process over loopback with
 * keep-alive, each of 32 connections going through create, process and two reads of one payout after another.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const seconds = Number(process.argv[2] ?? 10);
const connections = 32;
const folder = mkdtempSync(join(tmpdir(), 'payrun-sandbox-bench-'));
const program = new URL('../dist/sandbox/sandbox-process.js', import.meta.url).pathname;
const files = ['--state', join(folder, 'state.jsonl'), '--books', join(folder, 'books.jsonl')];
const command = [process.execPath, program, ...files, '--settle-ms', '300'];
const sandbox = spawn('taskset', ['-c', '0', ...command], { stdio: ['ignore', 'pipe', 'inherit'] });
const [ready] = await Promise.all([firstLine(sandbox.stdout), new Promise((resolve) => sandbox.once('spawn', resolve))]);
const { url, credentials, pid } = JSON.parse(ready);
const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
const authorization = `Basic ${Buffer.from(`${credentials.id}:${credentials.apiKey}`).toString('base64')}`;

const latenciesMs = [];
let payouts = 0;
await load(1_000);
latenciesMs.length = 0;
payouts = 0;
const cpuBeforeMs = cpuMs();
const startedMs = performance.now();
await load(seconds * 1_000);
const tookSeconds = (performance.now() - startedMs) / 1_000;
const cpuSeconds = (cpuMs() - cpuBeforeMs) / 1_000;
latenciesMs.sort((a, b) => a - b);
const percentile = (share) => latenciesMs[Math.floor(latenciesMs.length * share)].toFixed(1);
console.log(`${Math.round(latenciesMs.length / tookSeconds)} requests/s, ${payouts} payouts in ${tookSeconds.toFixed(1)} s`);
console.log(
  `sandbox CPU ${((cpuSeconds / latenciesMs.length) * 1e6).toFixed(0)} µs a request, ${Math.round((cpuSeconds / tookSeconds) * 100)} % of a core`,
);
console.log(`answer time ms: median ${percentile(0.5)}, p99 ${percentile(0.99)}`);
agent.destroy();
sandbox.kill('SIGTERM');
await new Promise((resolve) => sandbox.once('exit', resolve));
rmSync(folder, { recursive: true });

async function load(forMs) {
  const endMs = performance.now() + forMs;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < endMs) await payOnce();
    }),
  );
}

async function payOnce() {
  const referenceId = `bench-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const attributes = {
    service: 'card',
    currency: 'USD',
    amount: 10.25,
    reference_id: referenceId,
    test_mode: true,
    fields: { card_number: '5123817234060000' },
    customer: { reference_id: '1203515', name: 'John Wick' },
    metadata: { key: 'value' },
  };
  const created = await ask('POST', '/payout-invoices', JSON.stringify({ data: { type: 'payout-invoice', attributes } }), 201);
  const { id } = JSON.parse(created).data;
  await ask('POST', `/payout-invoices/${id}/process`, '', 200);
  await ask('GET', `/payout-invoices/${id}`, '', 200);
  await ask('GET', `/payout-invoices?filter[reference_id]=${referenceId}`, '', 200);
  payouts += 1;
}

function ask(method, path, body, wantedStatus) {
  const sentMs = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request(
      url + path,
      { method, agent, headers: { authorization, 'content-type': 'application/json' } },
      (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => {
          latenciesMs.push(performance.now() - sentMs);
          if (answer.statusCode === wantedStatus) resolve(Buffer.concat(parts).toString());
          else reject(new Error(`${method} answered ${answer.statusCode}`));
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** The sandbox's own CPU time, from Linux's process table: user and system, in ticks of 10 ms. */
function cpuMs() {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function firstLine(stream) {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error('the sandbox did not start');
}
