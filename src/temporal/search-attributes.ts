/**
 * What the Temporal UI can filter and sort batches by. The development server takes three attributes of type INT and exits at the fourth.
 * No name, account or reference may ever stand in one: they are stored in plain text.
 */
export const searchAttributes = {
  PayrunState: 'KEYWORD',
  PayrunHeld: 'KEYWORD_LIST',
  PayrunSchedule: 'KEYWORD',
  PayrunPeriod: 'KEYWORD',
  PayrunPaid: 'INT',
  PayrunFailed: 'INT',
  PayrunUnknown: 'INT',
} as const;
