import type { Books } from './books';
import { JsonLines } from './json-lines';
import type { PayoutPlan } from './plan-payout';
import type { InvoiceFacts, SandboxInvoice } from './sandbox-invoice';

type Change = Readonly<{ change: 'created'; facts: InvoiceFacts } | ({ change: 'planned'; id: string } & PayoutPlan)>;

/** All invoices, by id and by reference. Given a path it writes every change there first, and starts from what is there. */
export class InvoiceStore {
  readonly #byId = new Map<string, SandboxInvoice>();
  readonly #byReference = new Map<string, SandboxInvoice>();
  /** Oldest first. */
  readonly all: SandboxInvoice[] = [];
  readonly #file: JsonLines<Change> | undefined;
  readonly #books: Books;

  constructor(path: string | undefined, books: Books) {
    this.#books = books;
    this.#file = path === undefined ? undefined : new JsonLines<Change>(path);
    for (const change of this.#file?.earlier ?? []) this.#apply(change);
  }

  byId(id: string): SandboxInvoice | undefined {
    return this.#byId.get(id);
  }

  byReference(referenceId: string): SandboxInvoice | undefined {
    return this.#byReference.get(referenceId);
  }

  add(facts: InvoiceFacts): SandboxInvoice {
    const change = { change: 'created', facts } as const;
    this.#file?.append(change);
    return this.#insert(facts);
  }

  /** Adds to what has happened to an invoice and what will; its movements get their ids here. */
  plan(invoice: SandboxInvoice, plan: PayoutPlan): void {
    const { id } = invoice.facts;
    const movements = plan.movements.map((movement, index) => ({ ...movement, id: `${id}/${invoice.movements.length + index + 1}` }));
    const change = { change: 'planned', id, moments: plan.moments, movements } as const;
    this.#file?.append(change);
    this.#apply(change);
  }

  close(): void {
    this.#file?.close();
  }

  #insert(facts: InvoiceFacts): SandboxInvoice {
    const invoice: SandboxInvoice = { facts, moments: [], movements: [] };
    this.#byId.set(facts.id, invoice);
    this.#byReference.set(facts.referenceId, invoice);
    this.all.push(invoice);
    return invoice;
  }

  #apply(change: Change): void {
    if (change.change === 'created') {
      this.#insert(change.facts);
      return;
    }
    const invoice = this.#byId.get(change.id);
    invoice?.moments.push(...change.moments);
    invoice?.movements.push(...change.movements);
    this.#books.announce(change.movements);
  }
}
