/** What goes out on the connection in the end. */
export type WireAnswer =
  | Readonly<{
      /** `cut` closes the connection after half of the text. */
      kind: 'send' | 'cut';
      status: number;
      /** Undefined sends no body. */
      text: string | undefined;
      contentType: string;
      headers: Readonly<Record<string, string>>;
    }>
  | Readonly<{ kind: 'reset' }>
  | Readonly<{ kind: 'hang'; delayMs: number }>;
