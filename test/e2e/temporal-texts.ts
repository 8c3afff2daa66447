import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';

export type NamedText = Readonly<{ name: string; text: string }>;

/** Every string of a JSON document that reads as base64, decoded: payloads are kept so. */
function decodedStrings(document: unknown): readonly string[] {
  if (typeof document === 'string') {
    return /^[A-Za-z0-9+/_-]{4,}={0,2}$/.test(document) ? [Buffer.from(document, 'base64').toString('utf8')] : [];
  }
  return typeof document === 'object' && document !== null ? Object.values(document).flatMap(decodedStrings) : [];
}

const toText = (document: unknown): string => {
  const json = JSON.stringify(document, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  return [json, ...decodedStrings(JSON.parse(json))].join('\n');
};

/** All that Temporal tells of its workflows: each history, and what its lists show with memo and search attributes. */
export async function temporalTexts(client: Client): Promise<readonly NamedText[]> {
  const texts: NamedText[] = [];
  for await (const info of client.workflow.list()) {
    const { workflowId, runId, raw, memo, typedSearchAttributes } = info;
    const listed = { raw, memo, attributes: typedSearchAttributes.getAll(), searchAttributes: info.searchAttributes };
    texts.push({ name: `visibility of ${workflowId}`, text: toText(listed) });
    const handle = client.workflow.getHandle(workflowId, runId);
    texts.push({ name: `history of ${workflowId}`, text: toText(JSON.parse(historyToJSON(await handle.fetchHistory()))) });
    texts.push({ name: `description of ${workflowId}`, text: toText((await handle.describe()).raw) });
  }
  return texts;
}
