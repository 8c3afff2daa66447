import { limits } from '../../domain/limits';
import type { FieldMessage } from '../payout-gateway';

const wordKeys = ['detail', 'message', 'title', 'description', 'error'] as const;
const fieldKeys = ['field', 'property', 'propertyPath', 'path', 'param'] as const;

type Unknowns = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Unknowns => typeof value === 'object' && value !== null && !Array.isArray(value);
const bounded = (text: string) => text.slice(0, limits.fieldMessageCharactersMax);

function firstText(from: Unknowns, keys: readonly string[]): string | undefined {
  return keys.map((key) => from[key]).find((value): value is string => typeof value === 'string' && value !== '');
}

/** The field that a listed error names, by JSON:API's `source.pointer` or a key of its own. */
function namedField(error: Unknowns): string | undefined {
  const pointer = isObject(error.source) ? error.source.pointer : undefined;
  if (typeof pointer === 'string') return pointer.split('/').filter(Boolean).join('.');
  return firstText(error, fieldKeys);
}

/** One entry of a list: an error object with words of its own, else something nested. */
function* fromListed(entry: unknown, path: string, depth: number): Generator<FieldMessage> {
  const words = isObject(entry) ? firstText(entry, [...wordKeys, 'status']) : undefined;
  if (!isObject(entry) || words === undefined) yield* within(entry, path, depth);
  else yield { field: namedField(entry) ?? path, message: words };
}

function* within(value: unknown, path: string, depth: number): Generator<FieldMessage> {
  if (depth > limits.fieldMessageDepthMax || value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const entry of value) yield* fromListed(entry, path, depth + 1);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) yield* within(inner, path === '' ? key : `${path}.${key}`, depth + 1);
  } else {
    yield { field: path, message: String(value) };
  }
}

/**
 * The messages of a 422 by field: `{"errors":{"amount":"…"}}` (payouts.txt), their values possibly lists or nested, or a list
 * of error objects. Undefined if the body is no error document: then nobody knows who answered. `field` is `''` where none is named.
 */
export function fieldMessages(json: unknown): readonly FieldMessage[] | undefined {
  if (!isObject(json)) return undefined;
  const errors = 'errors' in json ? json.errors : undefined;
  if (errors === undefined && firstText(json, wordKeys) === undefined) return undefined;
  const messages: FieldMessage[] = [];
  for (const { field, message } of errors === undefined ? fromListed(json, '', 0) : within(errors, '', 0)) {
    if (messages.length === limits.fieldMessagesMax) break;
    messages.push({ field: bounded(field.replace(/^data\.attributes\./, '')), message: bounded(message) });
  }
  return messages;
}
