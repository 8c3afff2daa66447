import { formatAmount } from '../../src/domain/format-amount';

/** A row of a file as this test made it: what every count and sum must come back to. */
export type MadeRow = Readonly<{
  reference: string;
  service: string;
  currency: string;
  amountMinor: bigint;
  cells: Readonly<Record<string, string>>;
}>;

const columns = [
  'reference_id',
  'service',
  'currency',
  'amount',
  'description',
  'fields.card_number',
  'fields.account_number',
  'fields.iban',
  'fields.recipient_name',
  'fields.account',
  'fields.test_details_success_rate',
  'customer.reference_id',
  'customer.name',
  'customer.email',
  'customer.phone',
  'customer.individual_tax_id',
  'customer.address.country',
  'customer.address.street',
  'metadata.note',
] as const;

/**
 * The tails of everything personal in the made files: each value begins with its row's number and ends with one of these. The digits
 * begin and end as no part of a written time does, so that chance does not write them.
 */
const tails = {
  card: '97340618',
  accountNumber: '98518274',
  iban: '4410QZXV8472',
  recipient: 'Wilhelmina Zandvoortski',
  description: 'Farewell Throckmorvel',
  customerReference: 'plimsollgrub',
  name: 'Zebulon Quixworth',
  email: 'trumbleworthy@vex.plonkwurzq',
  phone: '96947152',
  taxId: 'TXKRONDELVIM',
  street: 'Lane Grumblethorpe',
  note: 'Bonus Spindlewick',
} as const;

/**
 * What to search for: the last 8 characters of each, which a whole value has as well as what a careless service repeats of it, and the
 * first 8 letters of what is long enough.
 */
export const payeeWords: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(tails).map(([name, tail]) => [name, tail.slice(-8)])),
  nameHead: 'Zebulon Q',
  recipientHead: 'Wilhelmi',
  emailHead: 'trumblewo',
  streetHead: 'Grumblet',
  noteHead: 'Spindlew',
  descriptionHead: 'Throckmo',
};

const kinds = [
  { service: 'card', currency: 'USD', baseMinor: 1_000n, fields: (n: string) => ({ 'fields.card_number': `5123${n}${tails.card}` }) },
  {
    service: 'bank_transfer_jpy',
    currency: 'JPY',
    baseMinor: 20_000n,
    fields: (n: string) => ({ 'fields.account_number': `66${n}${tails.accountNumber}`, 'fields.recipient_name': tails.recipient }),
  },
  {
    service: 'iban_kwd',
    currency: 'KWD',
    baseMinor: 3_000n,
    fields: (n: string) => ({ 'fields.iban': `KW81CBKU${n}${tails.iban}`, 'fields.recipient_name': tails.recipient }),
  },
] as const;

/** Half of what is sent to it fails at the gateway, by the reference: a row that is retried under a new one may be paid. */
const chancyKind = {
  service: 'test_usd',
  currency: 'USD',
  baseMinor: 1_000n,
  fields: (n: string) => ({ 'fields.account': `66${n}${tails.accountNumber}`, 'fields.test_details_success_rate': '50' }),
} as const;

type Naming = Readonly<{ prefix?: string; from?: number }>;

/** Rows of three services in three currencies with 2, 0 and 3 decimals, each to a payee and of an amount of its own. */
export function madeRows(count: number, { prefix = 'emp', from = 0 }: Naming = {}): readonly MadeRow[] {
  return Array.from({ length: count }, (_, at) => madeRow(from + at, prefix, kindOf(from + at)));
}

/** The same, to accounts of which half refuse the money. */
export function chancyRows(count: number, { prefix = 'chance', from = 0 }: Naming = {}): readonly MadeRow[] {
  return Array.from({ length: count }, (_, at) => madeRow(from + at, prefix, chancyKind));
}

const kindOf = (index: number) => kinds[index % 10 < 6 ? 0 : index % 10 < 8 ? 1 : 2];

function madeRow(
  index: number,
  prefix: string,
  { service, currency, baseMinor, fields }: (typeof kinds)[number] | typeof chancyKind,
): MadeRow {
  const number = String(index).padStart(4, '0');
  const reference = `${prefix}-${number}`;
  const amountMinor = baseMinor + BigInt(index);
  const customer = {
    'customer.reference_id': `${number}-${tails.customerReference}`,
    'customer.name': `Ann${number} ${tails.name}`,
    'customer.email': `p${number}.${tails.email}`,
    'customer.phone': `+49${number}${tails.phone}`,
    'customer.individual_tax_id': `${number}${tails.taxId}`,
    'customer.address.country': 'DE',
    'customer.address.street': `${number} ${tails.street}`,
  };
  const personal = { ...fields(number), ...customer, description: `${number} ${tails.description}`, 'metadata.note': tails.note };
  return { reference, service, currency, amountMinor, cells: { reference_id: reference, ...personal } };
}

/** The file of these rows; without `references`, Payrun makes them up. */
export function fileOfRows(rows: readonly MadeRow[], { references = true }: Readonly<{ references?: boolean }> = {}): string {
  const names = columns.filter((name) => references || name !== 'reference_id');
  const lines = rows.map(({ service, currency, amountMinor, cells }) => {
    const all: Readonly<Record<string, string>> = { ...cells, service, currency, amount: formatAmount(amountMinor, currency) };
    return names.map((name) => all[name] ?? '').join(',');
  });
  return `${[names.join(','), ...lines].join('\n')}\n`;
}
