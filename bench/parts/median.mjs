/** The median of measurements, figure by figure; of an even number the mean of the two in the middle. */
export function median(measurements) {
  const [first] = measurements;
  if (typeof first === 'number') {
    const sorted = [...measurements].sort((a, b) => a - b);
    const middle = (sorted.length - 1) / 2;
    return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
  }
  return Object.fromEntries(Object.keys(first).map((name) => [name, median(measurements.map((each) => each[name]))]));
}
