/** The file is not the one that was checked. Nothing of it may be paid: check it again. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';

  constructor() {
    super('the file has changed since it was checked');
  }
}
