/** The stored rows of a draft do not add up to what its file has. Nothing of it can be claimed; storing the file again mends it. */
export class DraftMismatch extends Error {
  override readonly name = 'DraftMismatch';
  constructor(
    readonly batchId: string,
    /** `1000 rows, USD 5000` and the like: counts and minor units. */
    readonly expected: string,
    readonly got: string,
  ) {
    super(`batch ${batchId} is not stored whole: expected ${expected}, got ${got}`);
  }
}
