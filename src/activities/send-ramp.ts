/**
 * How many sends one worker has under way: one at first, twice as many with each success, one again after trouble. So a key that stopped
 * working is met by one call, not by a hundred.
 */
export interface SendRamp {
  /** Waits for a turn, `waitMaxMs` at most; `undefined` if none came. Call what it returns when the send is over. */
  take(waitMaxMs: number): Promise<(() => void) | undefined>;
  passed(): void;
  troubled(): void;
}

type Waiter = { give: (release: () => void) => void; timer: NodeJS.Timeout };

export function createSendRamp(sendsAtOnceMax: number): SendRamp {
  let allowed = 1;
  let underWay = 0;
  const waiters: Waiter[] = [];

  const start = (): (() => void) => {
    underWay += 1;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      underWay -= 1;
      admit();
    };
  };

  const admit = (): void => {
    while (underWay < allowed) {
      const waiter = waiters.shift();
      if (waiter === undefined) return;
      clearTimeout(waiter.timer);
      waiter.give(start());
    }
  };

  return {
    take: (waitMaxMs) =>
      new Promise((resolve) => {
        if (underWay < allowed) {
          resolve(start());
          return;
        }
        const giveUp = () => {
          waiters.splice(waiters.indexOf(waiter), 1);
          resolve(undefined);
        };
        const waiter: Waiter = { give: resolve, timer: setTimeout(giveUp, waitMaxMs) };
        waiters.push(waiter);
      }),
    passed() {
      allowed = Math.min(sendsAtOnceMax, allowed * 2);
      admit();
    },
    troubled() {
      allowed = 1;
    },
  };
}
