/** Prints a line of progress: standard output belongs to the program that the set-up is for. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** `0.3 s`, `1 min 12 s`: how long something took. */
export function duration(sinceMs) {
  const tenths = Math.round((Date.now() - sinceMs) / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(tenths / 10);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A reason to stop that a person can act on; printed without a stack. */
export class SetUpProblem extends Error {}
