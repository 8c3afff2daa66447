/** A part that a command needs and that is not there: what, why, and what to do. */
export class OutOfReach extends Error {
  override readonly name = 'OutOfReach';
  constructor(
    readonly what: string,
    readonly why: string,
    readonly fix: string,
    options?: ErrorOptions,
  ) {
    super(`${what}: ${why}`, options);
  }
}
