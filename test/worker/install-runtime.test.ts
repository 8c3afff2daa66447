import { createServer, type Server } from 'node:net';
import { Runtime } from '@temporalio/worker';
import pino from 'pino';
import { OutOfReach } from '../../src/domain/out-of-reach';
import { installRuntime } from '../../src/worker/install-runtime';
import { MetricsPage } from '../support/metrics-page';
import { ownPort } from '../support/own-port';

const log = pino({ level: 'silent' });
const servedAt = (address: string) => ({ address, account: 'coma_1', mode: 'live', requestTimeoutMs: 30_000 }) as const;

describe('the metrics of a process', () => {
  let taken: Server;
  let port: number;
  beforeAll(async () => {
    port = await ownPort();
    taken = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
  });
  afterAll(async () => {
    taken.close();
    await Runtime.instance().shutdown();
  });

  test('cannot be served where another process listens, or at an address of another machine: it says so, and what to do', () => {
    const install = (address: string) => () => installRuntime(log, servedAt(address));
    expect(install(`127.0.0.1:${port}`)).toThrow(OutOfReach);
    expect(install(`127.0.0.1:${port}`)).toThrow(`the metrics cannot be served at 127.0.0.1:${port}: another process listens there`);
    expect(install('192.0.2.1:9464')).toThrow('the metrics cannot be served at 192.0.2.1:9464: this machine has no such address');
  });

  test('are served after all where nobody does, on this address alone', async () => {
    const free = await ownPort();
    const meter = installRuntime(log, servedAt(`127.0.0.1:${free}`));
    meter?.createCounter('payrun_holds', '', '').add(2, { cause: 'trouble' });
    const page = await MetricsPage.scrape(`127.0.0.1:${free}`);
    expect(page.series).toContainEqual({
      name: 'payrun_holds_total',
      labels: { account: 'coma_1', mode: 'live', cause: 'trouble' },
      value: 2,
    });
    await expect(fetch(`http://127.0.0.1:${free}/other`)).resolves.toMatchObject({ status: 404 });
    await expect(MetricsPage.scrape(`[::1]:${free}`)).rejects.toThrow();
  });
});
