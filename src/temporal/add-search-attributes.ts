import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes';
import { missingSearchAttributes } from './missing-search-attributes';
import { searchAttributes } from './search-attributes';

const pollMs = 100;
const visibleWithinMs = 20_000;

/** Creates what a namespace lacks, and returns once the server knows all: it takes them over from its database with a delay. */
export async function addSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const missing = await missingSearchAttributes(connection, namespace);
  if (missing.length === 0) return;
  const types = missing.map((name) => [name, encodeSearchAttributeIndexedValueType(searchAttributes[name]) ?? 0] as const);
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(types) });
  const giveUpAt = Date.now() + visibleWithinMs;
  for (;;) {
    const still = await missingSearchAttributes(connection, namespace);
    if (still.length === 0) return;
    if (Date.now() > giveUpAt) throw new Error(`search attribute ${still.join(', ')} was created but is not there`);
    await sleep(pollMs);
  }
}
