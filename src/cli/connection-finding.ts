/** What was seen of a connection, and what mends it. */
export type Look = Readonly<{ ok: boolean; words: string; fix?: string | undefined }>;

export type Finding = Look & Readonly<{ name: string }>;
