/**
 * What each folder of src/ may import from, as docs/ draw it: arrows point one way. A target is a folder, one file of it, or either with
 * `(types)`: then a value of it is one arrow too many. Files that stand in src/ itself are the programs; they may import anything.
 */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  protocol: ['domain'],
  csv: ['domain'],
  gateway: ['domain'],
  store: ['domain', 'protocol (types)'],
  notices: ['domain', 'gateway'],
  check: ['domain', 'csv', 'gateway', 'store'],
  // One question to the gateway about a row, and what its answer means: for the steps, and for people who retry or resolve.
  asking: ['domain', 'protocol', 'gateway', 'store'],
  metrics: ['domain', 'store'],
  activities: ['domain', 'protocol', 'csv', 'gateway', 'notices', 'store', 'check', 'asking', 'metrics', 'payroll'],
  // Workflows are replayed: what they import must be pure, so of activities they know the shape alone.
  workflows: ['domain', 'protocol (types)', 'activities (types)'],
  // A mistake in a shape that the sandbox shared with the rest would hide itself.
  sandbox: [
    'domain/assert-never',
    'domain/currency',
    'domain/format-amount',
    'domain/parse-amount',
    'domain/amount-from-number',
    'domain/amount-as-json-number',
  ],
  settings: ['domain', 'gateway', 'notices', 'store'],
  temporal: ['domain', 'store (types)', 'workflows'],
  embedded: ['domain', 'store', 'temporal'],
  payroll: ['domain', 'csv', 'gateway', 'store', 'check'],
  worker: [
    'domain',
    'protocol',
    'gateway',
    'notices',
    'store',
    'check',
    'metrics',
    'activities',
    'workflows',
    'settings',
    'temporal',
    'parts',
  ],
  parts: ['domain', 'settings', 'temporal', 'embedded', 'gateway', 'notices', 'store', 'sandbox'],
  cli: [
    'domain',
    'csv',
    'gateway',
    'notices',
    'store',
    'check',
    'asking',
    'settings',
    'temporal',
    'embedded',
    'parts',
    'payroll',
    'sandbox',
    'worker',
    'workflows',
  ],
  console: ['domain', 'csv', 'gateway', 'store', 'check', 'settings', 'temporal', 'parts', 'payroll', 'workflows'],
};

/** What can send to the gateway: people's commands ask the database, and only the worker's activities send. */
export const gatewayWrites: readonly string[] = ['gateway/corefy-gateway'];

export const foldersWithoutWrites: readonly string[] = ['cli', 'asking', 'console', 'parts', 'check', 'settings', 'temporal'];
