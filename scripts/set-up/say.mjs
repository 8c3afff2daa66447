/** Prints a line of progress: standard output belongs to the program that the set-up is for. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** `0.3 s`, `1 min 12 s`: how long something took. */
export function duration(sinceMs) {
  const seconds = (Date.now() - sinceMs) / 1_000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** A reason to stop that a person can act on; printed without a stack. */
export class SetUpProblem extends Error {}
