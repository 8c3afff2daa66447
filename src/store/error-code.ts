/** Node's own code of an error, such as `EEXIST`. Asks no class: an error of another realm, as in a test's sandbox, is none of ours. */
export function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
