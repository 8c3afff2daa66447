import type { Parts } from '../../parts/parts';
import { requireSearchAttributes } from '../../temporal/require-search-attributes';

/** Sees to it that Temporal will take a schedule, before anything is stored. @throws OutOfReach */
export async function readyTemporal(parts: Parts): Promise<void> {
  const { client, connection } = await parts.temporal();
  await requireSearchAttributes(connection, client.options.namespace);
}
