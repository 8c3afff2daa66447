import { createHash } from 'node:crypto';
import { type Broken, brokenBy } from './claims';
import { type Move, movesFrom } from './moves';
import type { Rules } from './rules';
import { textOf } from './text-of';
import type { World } from './world';

export type Explored = Readonly<{
  worlds: number;
  moves: number;
  ends: number;
  depth: number;
  broken?: Readonly<{ claim: Broken; trace: readonly string[] }>;
}>;

type Seen = Readonly<{ world: World; key: string; depth: number }>;
type Parent = Readonly<{ key: string; label: string }>;

/** Two worlds of one key go on alike: nothing else decides what can happen next. */
function keyOf(world: World): string {
  const { row, lines, gateway, flights, driver, strays, nowMs, batchGateUntilMs, accountGateUntilMs, faultsLeft, gateClosings } = world;
  const numbers = [nowMs, Math.max(batchGateUntilMs, nowMs), Math.max(accountGateUntilMs, nowMs), faultsLeft, gateClosings];
  const parts = [row, gateway, flights, driver, ...lines, ...strays].map(textOf).sort();
  return createHash('md5')
    .update(`${numbers.join()}|${parts.join('|')}`)
    .digest('base64');
}

/** Every world that can be reached, breadth first: a broken claim comes with a shortest run that breaks it. */
export async function explore(start: World, rules: Rules): Promise<Explored> {
  const parents = new Map<string, Parent>([[keyOf(start), { key: '', label: 'start' }]]);
  let layer: Seen[] = [{ world: start, key: keyOf(start), depth: 0 }];
  let [moves, ends, depth] = [0, 0, 0];
  const counts = () => ({ worlds: parents.size, moves, ends, depth });
  while (layer.length > 0) {
    const nextLayer: Seen[] = [];
    for (const { world, key } of layer) {
      const found = await movesFrom(world, rules);
      if (found.length === 0) ends += 1;
      for (const move of found) {
        moves += 1;
        const claim = move.broken ?? brokenBy(world, move.world, rules);
        if (claim !== undefined) return { ...counts(), broken: { claim, trace: [...traceTo(key, parents), labelOf(move)] } };
        const movedKey = keyOf(move.world);
        if (parents.has(movedKey)) continue;
        parents.set(movedKey, { key, label: labelOf(move) });
        nextLayer.push({ world: move.world, key: movedKey, depth: depth + 1 });
      }
    }
    layer = nextLayer;
    depth += 1;
  }
  return counts();
}

const labelOf = ({ label, world }: Move): string => (label === '' ? '' : `${world.nowMs / 1_000} s: ${label}`);

function traceTo(key: string, parents: ReadonlyMap<string, Parent>): string[] {
  const labels: string[] = [];
  for (let at = parents.get(key); at !== undefined && at.key !== ''; at = parents.get(at.key)) labels.unshift(at.label);
  return labels.filter((label) => label !== '');
}
