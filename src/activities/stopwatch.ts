/**
 * Milliseconds since the call, by whichever clock ran further: the monotonic one stands still while a machine is suspended, and the
 * other one may be set back. For what must not happen late, too long is the safe mistake.
 */
export function stopwatch(): () => number {
  const [monotonicMs, wallMs] = [performance.now(), Date.now()];
  return () => Math.max(performance.now() - monotonicMs, Date.now() - wallMs);
}
