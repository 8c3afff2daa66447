const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A time that somebody has chosen, exactly, in its largest whole unit: `1 h`, `90 min`, `2 d`. */
export function waitWords(waitMs: number): string {
  const [unit, unitMs] = units.find(([, each]) => waitMs % each === 0) ?? ['s', 1_000];
  return `${Math.round(waitMs / unitMs)} ${unit}`;
}
