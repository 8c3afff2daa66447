/** Where the parts are that no setting names, as this machine runs them. What is absent does not run. */
export type Places = Readonly<{
  /** Holds the embedded database's password: not for messages or logs. */
  databaseUrl?: string | undefined;
  temporal?: Readonly<{ address: string; namespace: string; uiUrl: string }> | undefined;
  sandboxUrl?: string | undefined;
}>;
