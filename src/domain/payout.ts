/** What the gateway is told about the recipient beyond money: sealed in the database, never in a log, history or message. */
export type PayoutDetails = Readonly<{
  description?: string;
  /** `fields.<key>` columns, as the service asks for them. Text as it stands in the file. */
  fields: Readonly<Record<string, string>>;
  customer?: Readonly<{
    reference_id?: string;
    name?: string;
    email?: string;
    phone?: string;
    individual_tax_id?: string;
    date_of_birth?: string;
    address?: Readonly<Record<string, string>>;
    metadata?: Readonly<Record<string, string>>;
  }>;
  /** `context.<path>` columns, nested by the dots of the path. */
  context?: Readonly<Record<string, unknown>>;
  metadata?: Readonly<Record<string, string>>;
  options?: Readonly<Partial<Record<'split_mode' | 'parallel_mode' | 'allow_partially' | 'auto_process', boolean>>>;
}>;

/** One row of a file, checked by the local rules. `line` is the physical line where its record starts, header = 1. */
export type PayoutRow = Readonly<{
  line: number;
  /** The file's own `reference_id`; absent where the file has none. */
  fileReference?: string;
  service: string;
  currency: string;
  amountMinor: bigint;
  details: PayoutDetails;
}>;
