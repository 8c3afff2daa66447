/** A row's sealed details are gone: it was paid, or its keeping time is over. Nothing can be sent for it any more. */
export class DetailsErased extends Error {
  override readonly name = 'DetailsErased';
  constructor(readonly line: number) {
    super(`line ${line}: its details have been erased`);
  }
}
