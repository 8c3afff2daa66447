/** Files that are put beside a file once its period has ended. */
export function companions(place: string): Readonly<{ problems: string; report: string }> {
  return { problems: `${place}.problems.csv`, report: `${place}.report.csv` };
}
