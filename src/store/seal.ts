import type { PayoutDetails } from '../domain/payout';
import type { DataKeys } from './data-keys';
import { openBox, sealBox } from './sealed-box';

/** Where a row stands: sealed details open in no other row, batch or account. */
export type RowPlace = Readonly<{ batchId: string; line: number; accountId: bigint }>;

export type SealedDetails = Readonly<{ sealed: Buffer; keyId: string }>;

/** Seals what the gateway is told about a recipient. Two seals of the same details differ. */
export function sealDetails(details: PayoutDetails, place: RowPlace, keys: DataKeys): SealedDetails {
  return { sealed: sealBox(Buffer.from(JSON.stringify(details)), partsOf(place), keys.sealing), keyId: keys.sealing.id };
}

/** @throws SealBroken when the key is not at hand or the bytes are not this row's */
export function openDetails({ sealed, keyId }: SealedDetails, place: RowPlace, keys: DataKeys): PayoutDetails {
  return JSON.parse(openBox(sealed, keyId, partsOf(place), keys).toString()) as PayoutDetails;
}

const partsOf = (place: RowPlace) => ['details', place.accountId.toString(), place.batchId, place.line.toString()];
