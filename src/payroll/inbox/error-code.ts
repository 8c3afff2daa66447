/** The system's code of an error, such as `ENOENT`; `undefined` for errors of any other kind. */
export function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error ? String(error.code) : undefined;
}
