import { MockActivityEnvironment } from '@temporalio/testing';
import { whileBeating } from '../../src/activities/while-beating';
import { limits } from '../../src/domain/limits';

describe('work that is no send', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const beatsOf = (env: MockActivityEnvironment) => {
    let beats = 0;
    env.on('heartbeat', () => {
      beats += 1;
    });
    return () => beats;
  };

  test('says that it lives while it goes on, often enough not to be taken for dead, and no longer', async () => {
    const env = new MockActivityEnvironment();
    const beats = beatsOf(env);
    let finish = (): void => undefined;
    const work = env.run(() => whileBeating(() => new Promise<void>((resolve) => (finish = resolve))));
    await jest.advanceTimersByTimeAsync(limits.heartbeatTimeoutMs);
    expect(beats()).toBeGreaterThanOrEqual(5);
    finish();
    await work;
    expect(jest.getTimerCount()).toBe(0);
  });

  test('says nothing more once it has failed', async () => {
    const env = new MockActivityEnvironment();
    await expect(env.run(() => whileBeating(() => Promise.reject(new Error('no'))))).rejects.toThrow('no');
    expect(jest.getTimerCount()).toBe(0);
  });
});
