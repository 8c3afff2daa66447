/** Where a file's bytes come from: a path, or the bytes themselves, all at once or in pieces. Only a path can be read twice. */
export type FileSource = string | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
