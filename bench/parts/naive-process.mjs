/**
 * The script that people write first: `node naive-process.mjs GATEWAY_JSON ROWS SOCKETS`. Axios, no journal, no retry, nothing that outlives
 * it: every row creates, processes, waits for the payout to settle and reads. All rows wait for a free socket, so none is ever idle.
 */
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { payrollRow } from './payroll-rows.mjs';

const { url, credentials, settleMs } = JSON.parse(process.argv[2]);
const rows = Number(process.argv[3]);
const client = axios.create({
  baseURL: url,
  auth: { username: credentials.id, password: credentials.apiKey },
  httpAgent: new http.Agent({ keepAlive: true, maxSockets: Number(process.argv[4]) }),
});
const plain = { headers: { 'Content-Type': false } };

async function pay(index) {
  const row = payrollRow(index);
  const created = await client.post('/payout-invoices', {
    data: {
      type: 'payout-invoice',
      attributes: {
        service: row.service,
        currency: row.currency,
        amount: Number(row.amount),
        reference_id: row.referenceId,
        description: row.description,
        test_mode: true,
        fields: { card_number: row.cardNumber },
        customer: { reference_id: row.customerId, name: row.name, email: row.email, address: { country: row.country } },
        metadata: { department: row.department },
        options: { auto_process: false },
      },
    },
  });
  const { id } = created.data.data;
  await client.post(`/payout-invoices/${id}/process`, undefined, plain);
  await sleep(settleMs);
  for (;;) {
    const read = await client.get(`/payout-invoices/${id}`);
    if (read.data.data.attributes.status === 'processed') return;
    await sleep(settleMs);
  }
}

const startedMs = performance.now();
await Promise.all(Array.from({ length: rows }, (_, index) => pay(index)));
const tookMs = performance.now() - startedMs;
const { user, system } = process.cpuUsage();
process.stdout.write(`${JSON.stringify({ tookMs, cpuMs: (user + system) / 1_000 })}\n`);
process.exit(0);
