/** PostgreSQL refused a statement. Carries what the schema says, never a row's values. */
export class StatementFailed extends Error {
  override readonly name = 'StatementFailed';
  constructor(
    readonly sqlState: string,
    readonly constraint: string | undefined,
    readonly table: string | undefined,
    /** PostgreSQL's own sentence, where it cannot repeat values. */
    sentence: string | undefined,
  ) {
    const where = [table === undefined ? '' : `table ${table}`, constraint === undefined ? '' : `constraint ${constraint}`];
    super(['the database refused a statement', `SQLSTATE ${sqlState}`, ...where, sentence ?? ''].filter((part) => part !== '').join(': '));
  }
}
