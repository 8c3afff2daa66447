/** A seam of three methods over PostgreSQL and PGlite's socket. int8 columns come back as bigint. */
export interface Database {
  /** Runs one statement, unnamed. */
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs `work` in one short transaction (READ COMMITTED). Await nothing in it but its own queries: PGlite has one backend. */
  transaction<Result>(work: (queries: Pick<Database, 'query'>) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
