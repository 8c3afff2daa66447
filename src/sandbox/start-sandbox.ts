import type { FastifyInstance } from 'fastify';
import { Access } from './access';
import { addForeignInvoice } from './add-foreign-invoice';
import { Books } from './books';
import { changeSettings } from './change-settings';
import { controlServer } from './control-server';
import type { GatewayDesk } from './gateway-desk';
import { gatewayServer } from './gateway-server';
import { InvoiceStore } from './invoice-store';
import { RequestLog } from './request-log';
import type { Sandbox } from './sandbox';
import { sandboxAccount } from './sandbox-account';
import type { SandboxOptions } from './sandbox-options';
import { defaultSettings } from './sandbox-settings';
import { Trouble } from './trouble';

const seedDefault = 1;

/** Starts a stand-in gateway and its control server. Throws if a port is taken or a file cannot be written. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, controlPort = 0, host = '127.0.0.1' } = options;
  const desk = openDesk(options);
  const gateway = gatewayServer(desk);
  const control = controlServer(desk);
  try {
    const url = await gateway.listen({ port, host });
    const controlUrl = await control.listen({ port: controlPort, host });
    return sandboxOf(desk, url, controlUrl, () => close(desk, gateway, control));
  } catch (error) {
    // A second port that is taken must not leave the first one open.
    await close(desk, gateway, control);
    throw error;
  }
}

function openDesk(options: SandboxOptions): GatewayDesk {
  const { port, controlPort, host, seed = seedDefault, booksPath, statePath, account = sandboxAccount, faults = [], ...settings } = options;
  const books = new Books(booksPath);
  const store = new InvoiceStore(statePath, books);
  const desk: GatewayDesk = {
    state: { account, seed, books, store, settings: defaultSettings },
    access: new Access(account),
    trouble: new Trouble(faults, seed),
    log: new RequestLog(),
    echoes: new Map(),
    lateEffects: new Set(),
  };
  changeSettings(desk, settings);
  return desk;
}

async function close({ state, lateEffects }: GatewayDesk, ...servers: readonly FastifyInstance[]): Promise<void> {
  for (const timer of lateEffects) clearTimeout(timer);
  await Promise.all(servers.map((server) => server.close()));
  state.books.close();
  state.store.close();
}

const sandboxOf = (desk: GatewayDesk, url: string, controlUrl: string, stop: () => Promise<void>): Sandbox => ({
  url,
  publicUrl: url,
  controlUrl,
  credentials: desk.state.account,
  get books() {
    return desk.state.books.all;
  },
  seen: (method, pathPattern) => desk.log.seen(method, pathPattern),
  setFaults: (faults) => desk.trouble.setFaults(faults),
  changeSettings: (settings) => changeSettings(desk, settings),
  setCredentials: (state) => desk.access.setState(state),
  setOutage: (outage) => desk.trouble.setOutage(outage, Date.now()),
  addInvoice: (foreign) => addForeignInvoice(desk.state, foreign)?.facts.id,
  stop,
});
