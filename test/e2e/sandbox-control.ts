import type { ForeignInvoice } from '../../src/sandbox/add-foreign-invoice';
import type { Fault, FaultStep } from '../../src/sandbox/fault';
import type { Movement } from '../../src/sandbox/movement';
import type { RequestRecord } from '../../src/sandbox/request-record';
import type { SandboxSettings } from '../../src/sandbox/sandbox-settings';

export type ShownInvoice = Readonly<{
  id: string;
  referenceId: string;
  service: string;
  currency: string;
  amountMinor: string;
  status: string;
}>;

/** The control server of a sandbox that runs as a process of its own. */
export class SandboxControl {
  constructor(private readonly url: string) {}

  setFaults(faults: readonly Fault[]): Promise<unknown> {
    return this.#ask('PUT', '/faults', faults);
  }

  setSettings(settings: Partial<SandboxSettings>): Promise<unknown> {
    return this.#ask('PUT', '/settings', settings);
  }

  setCredentials(credentials: Readonly<{ valid: boolean; answer?: 401 | 403 }>): Promise<unknown> {
    return this.#ask('POST', '/credentials', credentials);
  }

  /** An invoice that somebody else made. */
  async addInvoice(invoice: Partial<ForeignInvoice> & Pick<ForeignInvoice, 'referenceId'>): Promise<ShownInvoice> {
    return (await this.#ask('POST', '/invoices', invoice)) as ShownInvoice;
  }

  /** Has the gateway take a paid payout back. */
  cancel(invoiceId: string): Promise<unknown> {
    return this.#ask('POST', `/invoices/${invoiceId}/cancel`);
  }

  /** Every invoice as it stands, without its recipient. */
  async invoices(): Promise<readonly ShownInvoice[]> {
    return (await this.#ask('GET', '/invoices')) as readonly ShownInvoice[];
  }

  /** Every request so far, in order of arrival; of these steps alone, if any are named. */
  async requests(...steps: readonly FaultStep[]): Promise<readonly RequestRecord[]> {
    const all = (await this.#ask('GET', '/requests')) as readonly RequestRecord[];
    return steps.length === 0 ? all : all.filter(({ step }) => step !== undefined && steps.includes(step));
  }

  async books(): Promise<readonly Movement[]> {
    return (await this.#ask('GET', '/books')) as readonly Movement[];
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await fetch(`${this.url}${path}`, init);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return await answer.json();
  }
}
