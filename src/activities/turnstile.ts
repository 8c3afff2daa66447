/** Lets a few in at once and turns the others away. Call what `enter` returns when it is over; `undefined`: there is no room now. */
export type Turnstile = () => (() => void) | undefined;

export function createTurnstile(atOnceMax: number): Turnstile {
  let inside = 0;
  return () => {
    if (inside >= atOnceMax) return undefined;
    inside += 1;
    let left = false;
    return () => {
      if (!left) inside -= 1;
      left = true;
    };
  };
}
