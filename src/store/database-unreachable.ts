/**
 * The database could not be reached, or the connection broke. A statement that was under way may have taken effect.
 * `address` is host and port; the user, password and path of the URL never appear.
 */
export class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable';
  constructor(
    readonly address: string,
    /** `ECONNREFUSED`, a SQLSTATE, or a few words. */
    readonly reason: string,
  ) {
    super(`the database at ${address} cannot be reached: ${reason}`);
  }
}
