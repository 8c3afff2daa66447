import { World, type WorldOptions, worldSeed } from './world';

/** Starts a world that is stopped, whatever happens, when the scenarios are over. */
export type StartWorld = (options?: Partial<WorldOptions>) => Promise<World>;

export type Scenario<Result> = (start: StartWorld) => Promise<Result>;

/**
 * Starts scenarios at once and hands each one's result to its own test: they are real processes that mostly wait for each other and for
 * time to pass. Call it in a `describe`.
 */
export function sideBySide<Result>(scenarios: Readonly<Record<string, Scenario<Result>>>): (name: string) => Promise<Result> {
  const worlds: World[] = [];
  const running = new Map<string, Promise<Result>>();
  const start: StartWorld = async (options) => {
    const world = await World.start({ seed: worldSeed, ...options });
    worlds.push(world);
    return world;
  };
  beforeAll(() => {
    for (const [name, scenario] of Object.entries(scenarios)) {
      const result = scenario(start);
      // Its test hears of a failure; until then it must not end the process.
      result.catch(() => undefined);
      running.set(name, result);
    }
  });
  afterAll(async () => {
    // One that nobody waited for, since its test was not chosen, still starts processes.
    await Promise.allSettled(running.values());
    await Promise.all(worlds.map((world) => world.stop()));
  });
  return (name) => running.get(name) ?? Promise.reject(new Error(`no scenario is named ${name}`));
}
