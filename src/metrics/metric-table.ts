/** What a metric is and says: `labels` besides `account` and `mode`, which every one has. */
type MetricDefinition = Readonly<{ kind: 'counter' | 'gauge' | 'histogram'; labels: readonly string[]; about: string }>;

/**
 * Every metric of Payrun's own. No label holds a batch, a line or a reference: they have no end, and a reference is nobody's business.
 * Those of `database` are read by every worker alike.
 */
export const metricTable = {
  payrun_worker_info: { kind: 'gauge', labels: ['version'], about: '1 while this worker runs.' },
  payrun_gateway_calls: {
    kind: 'counter',
    labels: ['step', 'verdict', 'status'],
    about: 'Requests to the gateway about rows that this worker made, by what the answer says and its HTTP status class.',
  },
  payrun_gateway_call_seconds: { kind: 'histogram', labels: ['step'], about: 'How long the gateway took to answer.' },
  payrun_rows_ended: {
    kind: 'counter',
    labels: ['outcome', 'currency'],
    about: 'Rows that an answer of the gateway to this worker ended.',
  },
  payrun_money_ended: {
    kind: 'gauge',
    labels: ['outcome', 'currency'],
    about: 'Their amounts since this worker started, in major units. Rounded: the report is exact.',
  },
  payrun_holds: { kind: 'counter', labels: ['cause'], about: 'How often this worker closed a gate: trouble, unavailable, failures.' },
  payrun_notices_ended: { kind: 'counter', labels: ['end'], about: 'Notices that this worker delivered or gave up.' },

  payrun_database_read_timestamp_seconds: {
    kind: 'gauge',
    labels: [],
    about: 'When this worker last read the gauges below from the database. They are NaN while it cannot.',
  },
  payrun_account_held: {
    kind: 'gauge',
    labels: ['cause'],
    about: '1 while this cause stands against sending for the account (the circuit breaker).',
  },
  payrun_batches: { kind: 'gauge', labels: ['state'], about: 'Batches that have not ended, or ended within a day.' },
  payrun_batches_held: { kind: 'gauge', labels: ['cause'], about: 'Batches that have not ended and have this cause against sending.' },
  payrun_recent_rows: {
    kind: 'gauge',
    labels: ['outcome', 'currency'],
    about: 'Rows of those batches. Those on their way have the outcome open.',
  },
  payrun_recent_money: {
    kind: 'gauge',
    labels: ['outcome', 'currency'],
    about: 'Their amounts in major units. Rounded: the report is exact.',
  },
  payrun_open_rows: { kind: 'gauge', labels: ['state'], about: 'Rows on their way, unknown ones not counted.' },
  payrun_unknown_rows: { kind: 'gauge', labels: [], about: 'Rows open past their deadline, however old, that no person has resolved.' },
  payrun_oldest_open_row_age_seconds: {
    kind: 'gauge',
    labels: [],
    about:
      'Of the rows on their way or unknown, since the last send, or since the submit of rows never sent. Batches that await approval are left out.',
  },
  payrun_oldest_approval_age_seconds: {
    kind: 'gauge',
    labels: [],
    about: 'Since when the batch waits that has waited longest for its approval.',
  },
  payrun_notices_waiting: { kind: 'gauge', labels: [], about: 'Notices not delivered yet. Only where PAYRUN_NOTIFY_URL is set.' },
  payrun_oldest_notice_age_seconds: { kind: 'gauge', labels: [], about: 'Age of the oldest of them.' },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

export type MetricName = keyof typeof metricTable;

type OfKind<Kind extends MetricDefinition['kind']> = {
  [Name in MetricName]: (typeof metricTable)[Name]['kind'] extends Kind ? Name : never;
}[MetricName];

export type CounterName = OfKind<'counter'>;
export type GaugeName = OfKind<'gauge'>;
export type HistogramName = OfKind<'histogram'>;

/** As a scrape shows it: counters end in `_total`. */
export const exportedName = (name: MetricName): string => (metricTable[name].kind === 'counter' ? `${name}_total` : name);
