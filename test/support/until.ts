import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `holds`, asking every 100 ms. A question that fails is asked again. */
export async function until(holds: () => Promise<boolean>, timeoutMs = 120_000): Promise<void> {
  const giveUpAtMs = Date.now() + timeoutMs;
  for (;;) {
    if (await holds().catch(() => false)) return;
    if (Date.now() > giveUpAtMs) throw new Error(`did not hold within ${timeoutMs} ms: ${holds.toString()}`);
    await sleep(100);
  }
}
