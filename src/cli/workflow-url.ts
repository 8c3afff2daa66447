import type { Places } from '../parts/places';
import { batchWorkflowId } from '../temporal/start-batch';

/** Where the Temporal UI of this machine shows a batch; undefined where the server, and so its UI, is somebody else's. */
export function workflowUrl({ temporal }: Places, batchId: string): string | undefined {
  if (temporal === undefined) return undefined;
  return `${temporal.uiUrl}/namespaces/${temporal.namespace}/workflows/${encodeURIComponent(batchWorkflowId(batchId))}`;
}
