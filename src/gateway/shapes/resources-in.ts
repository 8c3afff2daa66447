import { objectShape } from './object-shape';

/** One document of an answer, its attributes beside its id: the private API nests them, the public one is flat. */
export type Resource = Readonly<{
  id: unknown;
  attributes: Readonly<Record<string, unknown>>;
  relationships: Readonly<Record<string, unknown>>;
}>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function toResource(document: unknown): Resource | undefined {
  if (!isObject(document)) return undefined;
  const nested = objectShape.parse(document.attributes);
  const attributes = Object.keys(nested).length > 0 ? nested : document;
  return { id: document.id, attributes, relationships: objectShape.parse(document.relationships) };
}

/**
 * The documents in an answer's body. `data` is an object or a list (payouts.txt leaves open which one a filter gives), and
 * `null`, `[]` or `{}` where there is none; a bare list is taken too. Undefined if the body is no such thing at all, or any
 * document in it is no object: half an answer proves nothing.
 */
export function resourcesIn(json: unknown): readonly Resource[] | undefined {
  if (!Array.isArray(json) && !(isObject(json) && 'data' in json)) return undefined;
  const data = Array.isArray(json) ? json : json.data;
  if (data === null || (isObject(data) && Object.keys(data).length === 0)) return [];
  const resources = (Array.isArray(data) ? data : [data]).map(toResource);
  return resources.every((resource) => resource !== undefined) ? resources : undefined;
}
