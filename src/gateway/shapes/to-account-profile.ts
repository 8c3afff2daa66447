import { z } from 'zod';
import type { AccountProfile } from '../account-gateway';
import { resourcesIn } from './resources-in';
import { textShape } from './text-shape';

const attributesShape = z.object({ status: textShape, name: textShape, ledger_scheme: textShape });

/** The body of GET `/account/profile`; undefined if it names no account. */
export function toAccountProfile(json: unknown): AccountProfile | undefined {
  const resource = resourcesIn(json)?.[0];
  const id = textShape.parse(resource?.id);
  if (resource === undefined || id === undefined) return undefined;
  const { status, name, ledger_scheme } = attributesShape.parse(resource.attributes);
  return { id, status, name, ledgerScheme: ledger_scheme };
}
