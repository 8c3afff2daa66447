/**
 * Sealed bytes that cannot be opened: sealed with a key that is not at hand, or not what was sealed for this place.
 * Says nothing about the bytes.
 */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  constructor(
    readonly reason: 'unknown_key' | 'tampered',
    readonly keyId: string,
  ) {
    super(
      reason === 'unknown_key'
        ? `sealed with data key ${keyId}, which PAYRUN_DATA_KEY does not hold`
        : `what was sealed with data key ${keyId} is not as it was stored, or was moved from another place`,
    );
  }
}
