import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import type { Sandbox } from '../../src/sandbox/sandbox';

// biome-ignore lint/suspicious/noExplicitAny: the tests look into documents whose shape they are there to check
type Answer = Promise<AxiosResponse<any>>;

/** A plain client of the gateway: one request a call, any status is an answer. It shares no shape with the sandbox. */
export class GatewayCaller {
  readonly http: AxiosInstance;
  /** Shows no key by itself. */
  readonly stranger: AxiosInstance;
  readonly control: AxiosInstance;
  readonly sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    const { id, apiKey } = sandbox.credentials;
    const common = { validateStatus: () => true, maxRedirects: 0, timeout: 5_000, proxy: false } as const;
    this.http = axios.create({ ...common, baseURL: sandbox.url, auth: { username: id, password: apiKey } });
    this.stranger = axios.create({ ...common, baseURL: sandbox.url });
    this.control = axios.create({ ...common, baseURL: sandbox.controlUrl });
    this.sandbox = sandbox;
  }

  create(attributes: object): Answer {
    return this.http.post('/payout-invoices', { data: { type: 'payout-invoice', attributes } });
  }

  process(id: string): Answer {
    return this.http.post(`/payout-invoices/${id}/process`);
  }

  read(id: string): Answer {
    return this.http.get(`/payout-invoices/${id}`);
  }

  find(referenceId: string): Answer {
    return this.http.get('/payout-invoices', { params: { 'filter[reference_id]': referenceId } });
  }

  /** Creates and returns the id. */
  async createdId(attributes: object): Promise<string> {
    return (await this.create(attributes)).data.data.id;
  }

  /** Reads until an invoice has a status, for a few seconds at most; returns its attributes. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  async readUntil(id: string, status: string): Promise<any> {
    for (let reads = 0; reads < 500; reads += 1) {
      const { attributes } = (await this.read(id)).data.data;
      if (attributes.status === status) return attributes;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`the invoice never read ${status}`);
  }

  /** Waits until the books have so many movements, for a few seconds at most. */
  async booksOf(count: number): Promise<void> {
    for (let looks = 0; looks < 500 && this.sandbox.books.length < count; looks += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
