/** A part of this machine's own set-up that did not come up: one sentence of what and why, one of what to do. */
export class EmbeddedProblem extends Error {
  override readonly name = 'EmbeddedProblem';
  constructor(
    what: string,
    readonly fix: string,
    options?: ErrorOptions,
  ) {
    super(what, options);
  }
}
