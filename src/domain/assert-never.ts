/** Ends a switch over a closed union: a new member does not compile until it is decided there. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}
