import type { PayoutDetails } from '../domain/payout';
import type { DataKeys } from './data-keys';
import { DetailsErased } from './details-erased';
import { openDetails } from './seal';

/** A row's sealed details and the place that they are bound to. */
type SealedRow = Readonly<{ batchId: string; line: number; sealed: Buffer | null; keyId: string | null }>;

/** Opens a row's details for the one request, or the one comparison, that needs them. The function throws `DetailsErased`. */
export const detailsOpener =
  (keys: DataKeys, accountId: bigint) =>
  ({ batchId, line, sealed, keyId }: SealedRow): PayoutDetails => {
    if (sealed === null || keyId === null) throw new DetailsErased(line);
    return openDetails({ sealed, keyId }, { batchId, line, accountId }, keys);
  };
