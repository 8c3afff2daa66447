import { draw } from './draw';

/** Where a processed payout ends or rests: the documented statuses. */
export const endings = [
  'created',
  'processing',
  'process_pending',
  'process_error',
  'processed',
  'partially_processed',
  'process_failed',
  'expired',
  'terminated',
  'canceling',
  'cancel_pending',
  'cancel_error',
  'cancel_failed',
  'canceled',
  'partially_canceled',
] as const;
export type Ending = (typeof endings)[number];

const resolutions: Partial<Record<Ending, string>> = {
  process_pending: 'connection_timeout_error',
  process_error: 'general_error',
  process_failed: 'declined_error',
  expired: 'operation_expired',
  cancel_pending: 'connection_timeout_error',
  cancel_error: 'general_error',
  cancel_failed: 'declined_error',
};

/** `Process-Failed`, `process failed` and `PROCESS_FAILED` are one word. Underscores reach nobody: the field's own pattern refuses them. */
const normal = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');

/** The ending that `test_details_payout_status` names, undefined if there is none of that name. */
export function namedEnding(text: string): Ending | undefined {
  const word = normal(text).replace('cancelled', 'canceled');
  return endings.find((ending) => ending === word);
}

/** How the service `test_usd` is told to end. The documents do not say what its fields do: here the status wins over the success rate. */
export function steeredEnding(
  fields: Readonly<Partial<Record<string, string>>>,
  seed: number,
  referenceId: string,
): Readonly<{ ending: Ending; resolution: string }> {
  const successPercent = Number(fields.test_details_success_rate || '100');
  const byChance: Ending = draw(seed, 'success', referenceId) * 100 < successPercent ? 'processed' : 'process_failed';
  const ending = namedEnding(fields.test_details_payout_status || '') ?? byChance;
  const resolution = fields.test_details_payout_resolution;
  return { ending, resolution: resolution ? normal(resolution) : (resolutions[ending] ?? 'ok') };
}
