import { z } from 'zod';
import type { Resource } from './resources-in';
import { textShape } from './text-shape';

const relatedShape = z.object({ data: z.object({ id: textShape }) }).catch({ data: { id: undefined } });

/** The id of what a document points to under `relationships`; `data` there may be `null`. */
export function relatedId(resource: Resource, relationship: string): string | undefined {
  return relatedShape.parse(resource.relationships[relationship]).data.id;
}
