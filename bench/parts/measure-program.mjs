import { processUse } from './process-use.mjs';
import { startProgram } from './run-program.mjs';

const lookMs = 50;

/** Runs a Node program to its end. CPU and the most memory are those seen last before it, so a moment of the end is not in them. */
export async function measureProgram(args, place) {
  const startedAt = performance.now();
  const program = startProgram(args, place);
  let use = processUse(program.pid);
  const look = setInterval(() => {
    const now = processUse(program.pid);
    if (now.memoryPeakMb > 0) use = now;
  }, lookMs);
  const code = await program.ended;
  clearInterval(look);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - startedAt) / 1_000, cpuSeconds: use.cpuMs / 1_000, peakMb: use.memoryPeakMb };
}
