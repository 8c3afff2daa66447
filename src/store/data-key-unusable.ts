/** A data key of the wrong length or form. Names the setting and the key's place in it, never the value. */
export class DataKeyUnusable extends Error {
  override readonly name = 'DataKeyUnusable';
  constructor(
    /** 1 is the first key of the list. */
    readonly place: number,
  ) {
    super(`PAYRUN_DATA_KEY: expected 32 bytes as base64 or hex, key ${place} is something else`);
  }
}
