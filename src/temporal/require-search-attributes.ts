import type { Connection } from '@temporalio/client';
import { OutOfReach } from '../domain/out-of-reach';
import { addSearchAttributes } from './add-search-attributes';
import { missingSearchAttributes } from './missing-search-attributes';
import { searchAttributes } from './search-attributes';

const words = { KEYWORD: 'Keyword', KEYWORD_LIST: 'KeywordList', INT: 'Int' } as const;

/**
 * Sees to it that the namespace has every search attribute, since a workflow that writes a missing one is stuck.
 * @throws OutOfReach, with the command that creates them, where the server does not let us
 */
export async function requireSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  try {
    await addSearchAttributes(connection, namespace);
  } catch (cause) {
    const missing = await missingSearchAttributes(connection, namespace).catch(() => Object.keys(searchAttributes) as never[]);
    if (missing.length === 0) return;
    const flags = missing.map((name) => `--name ${name} --type ${words[searchAttributes[name]]}`).join(' ');
    throw new OutOfReach(
      `Temporal's namespace ${namespace} lacks search attributes`,
      missing.join(', '),
      `temporal operator search-attribute create --namespace ${namespace} ${flags}`,
      { cause },
    );
  }
}
