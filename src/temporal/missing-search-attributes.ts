import type { Connection } from '@temporalio/client';
import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes';
import { searchAttributes } from './search-attributes';

type AttributeName = keyof typeof searchAttributes;

/**
 * The search attributes that a namespace lacks, in the order of the table. An upsert of a missing one would fail its workflow task for
 * ever while the workflow looks alive, so workers and `doctor` ask first.
 * @throws Error when one has another type, which nobody but a person can mend
 */
export async function missingSearchAttributes(connection: Connection, namespace: string): Promise<readonly AttributeName[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const names = Object.keys(searchAttributes) as AttributeName[];
  return names.filter((name) => {
    const type = customAttributes?.[name];
    if (type === undefined) return true;
    if (type === encodeSearchAttributeIndexedValueType(searchAttributes[name])) return false;
    throw new Error(`search attribute ${name} of namespace ${namespace} is not of type ${searchAttributes[name]}: use another namespace`);
  });
}
