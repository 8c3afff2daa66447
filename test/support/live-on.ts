const untouched = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'requestIdleCallback',
  'cancelIdleCallback',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

/** Does something as on another day: only what this process takes for now is another, and stands still. */
export async function liveOn<Result>(moment: string, work: () => Promise<Result>): Promise<Result> {
  jest.useFakeTimers({ now: new Date(moment), doNotFake: [...untouched] });
  try {
    return await work();
  } finally {
    jest.useRealTimers();
  }
}
