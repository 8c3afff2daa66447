import type { Ask } from './ask';
import { type Attempt, type Ended, runActivity, timing, type Work } from './attempt';
import { type Broken, brokenBy, horizonMs } from './claims';
import { afterAttempt, newRound, onGrid } from './driver';
import { arrive, faultsOf, type GatewayRequest, type Weather } from './gateway-model';
import type { Rules } from './rules';
import { askStore } from './store-model';
import { textOf } from './text-of';
import type { Driver, Flight, World } from './world';

/** `broken`: the claim that a move breaks which is joined of several. */
export type Move = Readonly<{ label: string; world: World; broken?: Broken }>;

type Owner = 'driver' | number;

const begin = async (work: Work, nowMs: number): Promise<Attempt> => {
  const asks = await runActivity(work, nowMs, []);
  if (!('of' in asks)) throw new Error(`${work.step} asks nothing`);
  return { work, begunAtMs: nowMs, log: [], next: { asks } };
};

const withAttempt = (world: World, owner: Owner, attempt: Attempt): World =>
  owner === 'driver'
    ? { ...world, driver: { at: 'working', attempt } }
    : { ...world, strays: world.strays.map((stray, index) => (index === owner ? attempt : stray)) };

const told = (attempt: Attempt, value: unknown): Attempt => ({ ...attempt, next: { told: value } });

const flightOf = (world: World, request: GatewayRequest, weather: Weather): Flight => {
  const step = request.call === 'create' ? 'create' : 'process';
  const withinMs = step === 'create' ? weather.createArrivesWithinMs : weather.processArrivesWithinMs;
  const line = world.lines.findLast((call) => call.step === step && call.verdict === undefined);
  return { step, invoiceId: request.invoiceId, byMs: (line?.sentAtMs ?? world.nowMs) + withinMs };
};

/** The line of the attempt's own send, by which its request has to arrive. */
function latestArrivalMs(attempt: Attempt, world: World, request: GatewayRequest, weather: Weather): number {
  if (request.call === 'read' || request.call === 'find') return Number.POSITIVE_INFINITY;
  const begunAt = attempt.log.findLast(({ value }) => typeof value === 'object' && value !== null && 'callId' in value);
  const { callId } = (begunAt?.value ?? {}) as { callId?: bigint };
  const sentAtMs = world.lines.find(({ id }) => id === callId)?.sentAtMs ?? attempt.begunAtMs;
  return sentAtMs + (request.call === 'create' ? weather.createArrivesWithinMs : weather.processArrivesWithinMs);
}

/** The request leaves: by the book, or with everything that may go wrong with it. */
function askGateway(world: World, attempt: Attempt, owner: Owner, request: GatewayRequest, rules: Rules): readonly Move[] {
  const { weather } = rules;
  const who = `${nameOf(owner)} ${attempt.work.step}`;
  const byMs = latestArrivalMs(attempt, world, request, weather);
  // Held up for longer than any request may be under way: by assumption it never arrives.
  if (world.nowMs > byMs) {
    const lost = faultsOf(request.call).find(({ name }) => name.startsWith('no answer'));
    return lost ? [{ label: `${who}: too late to arrive`, world: withAttempt(world, owner, told(attempt, lost.answer)) }] : [];
  }
  const arrived = arrive(world.gateway, request, weather, world.nowMs);
  const applied = { ...world, gateway: arrived.truth };
  const moves: Move[] = [
    {
      label: `${who}: answered ${arrived.answer.httpStatus} ${arrived.answer.body?.status ?? ''}`,
      world: withAttempt(applied, owner, told(attempt, arrived.answer)),
    },
  ];
  if (world.faultsLeft === 0) return moves;
  for (const { name, effect, answer } of faultsOf(request.call)) {
    const after =
      effect === 'applied'
        ? applied
        : effect === 'late'
          ? { ...world, flights: [...world.flights, { ...flightOf(world, request, weather), byMs }] }
          : world;
    moves.push({
      label: `${who}: ${name}`,
      world: withAttempt({ ...after, faultsLeft: world.faultsLeft - 1 }, owner, told(attempt, answer)),
    });
  }
  return moves;
}

const nameOf = (owner: Owner): string => (owner === 'driver' ? 'worker' : `stray ${owner + 1}`);

/** Pauses that nobody else's doing can make a difference to: the weather is told, a probe asked for. */
const isOwnMatter = (ask: Ask): boolean => ask.of === 'noteSendAnswer' || ask.of === 'takeProbe';

/** The attempt reads what it was told and runs on to its next question, or its end. */
async function runOn(world: World, attempt: Attempt, value: unknown, rules: Rules): Promise<Attempt | Ended> {
  const ran = ranUnder.get(rules) ?? new Map<string, Attempt | Ended>();
  ranUnder.set(rules, ran);
  const key = `${world.nowMs} ${textOf(attempt)}`;
  const known = ran.get(key);
  if (known !== undefined) return known;
  const log = [...attempt.log, { value, atMs: world.nowMs }];
  const asks = await runActivity(attempt.work, attempt.begunAtMs, log);
  const result = 'of' in asks ? { ...attempt, log, next: { asks } } : asks;
  ran.set(key, result);
  return result;
}

/** An attempt that was told the same goes on alike: what it came to once need not be run again. */
const ranUnder = new WeakMap<Rules, Map<string, Attempt | Ended>>();

function end(world: World, attempt: Attempt, ended: Ended, owner: Owner, rules: Rules): Move {
  const label = `${nameOf(owner)} ${attempt.work.step}: ends, ${JSON.stringify(ended)}`;
  if (owner !== 'driver') return { label, world: { ...world, strays: world.strays.filter((_, index) => index !== owner) } };
  return { label, world: { ...world, driver: afterAttempt(world, attempt, ended, rules) } };
}

/**
 * An attempt's next step: it reads its answer and asks the next question, whose effect is in the world before the answer is read. A send
 * is two steps: an attempt can be held up with its line written and its request not yet gone.
 */
async function step(world: World, attempt: Attempt, owner: Owner, rules: Rules): Promise<readonly Move[]> {
  const { next } = attempt;
  if ('asks' in next) return ask(world, attempt, next.asks, owner, rules);
  const further = await runOn(world, attempt, next.told, rules);
  if (!('next' in further)) return [end(world, attempt, further, owner, rules)];
  if (!('asks' in further.next)) return [];
  const { asks } = further.next;
  if (asks.of === 'gateway' && (asks.request.call === 'create' || asks.request.call === 'process')) {
    return [{ label: `${nameOf(owner)} ${attempt.work.step}: is about to send`, world: withAttempt(world, owner, further) }];
  }
  return ask(world, further, asks, owner, rules);
}

async function ask(world: World, attempt: Attempt, asks: Ask, owner: Owner, rules: Rules): Promise<readonly Move[]> {
  if (asks.of === 'gateway') return askGateway(world, attempt, owner, asks.request, rules);
  const { world: after, value } = askStore(world, asks, rules.weather.othersPass, rules.flaws);
  const answered = told(attempt, value);
  if (isOwnMatter(asks)) return step(withAttempt(after, owner, answered), answered, owner, rules);
  return [{ label: `${nameOf(owner)} ${attempt.work.step}: ${asks.of}`, world: withAttempt(after, owner, answered) }];
}

/** The workflow's own next: time passes until it wakes, an attempt begins, or its attempt takes its next step. */
async function stepDriver(world: World, rules: Rules): Promise<readonly Move[]> {
  const { driver } = world;
  if (driver.at === 'done') return [];
  if (driver.at === 'working') return step(world, driver.attempt, 'driver', rules);
  if (driver.wakeAtMs > world.nowMs) {
    const stops = [...world.flights.map(({ byMs }) => byMs), driver.wakeAtMs].filter((atMs) => atMs > world.nowMs);
    return [pass(world, Math.min(...stops), rules)];
  }
  const attempt = await begin(driver.work, world.nowMs);
  if (!('asks' in attempt.next)) return [];
  return ask({ ...world, driver: { at: 'working', attempt } }, attempt, attempt.next.asks, 'driver', rules);
}

/** An attempt that is one move for everybody else, as long as nothing goes wrong in it. */
const isWhole = ({ driver, strays, flights }: World, rules: Rules): boolean =>
  driver.at === 'working' && (strays.length + flights.length === 0 || (rules.wholeReads && isRead(driver.attempt.work)));

const isRead = ({ step: of }: Work): boolean => of === 'look_up' || of === 'settle';

/** The driver's moves, those of a whole attempt joined; mishaps strike inside it all the same. */
async function driverMoves(world: World, rules: Rules): Promise<readonly Move[]> {
  const moves: Move[] = [];
  for (const move of await stepDriver(world, rules)) {
    const broken = brokenBy(world, move.world, rules);
    if (broken !== undefined || !isWhole(move.world, rules)) {
      moves.push(broken === undefined ? move : { ...move, broken });
      continue;
    }
    for (const inside of [...(await driverMoves(move.world, rules)), ...(await mishaps(move.world, rules))]) {
      moves.push({ ...inside, label: `${move.label}\n${inside.label}` });
    }
  }
  return moves;
}

function pass(world: World, untilMs: number, rules: Rules): Move {
  const flights = world.flights.filter(({ byMs }) => byMs >= untilMs);
  const strays = world.strays.filter(({ begunAtMs }) => untilMs <= begunAtMs + rules.thawWithinMs);
  return { label: `${(untilMs - world.nowMs) / 1_000} s pass`, world: { ...world, nowMs: untilMs, flights, strays } };
}

/** A frozen, killed or doubled worker: the attempt may go on at any later time or never, while Temporal starts another. */
async function mishaps(world: World, rules: Rules): Promise<readonly Move[]> {
  const { driver } = world;
  if (world.faultsLeft === 0 || driver.at === 'done') return [];
  const spent = { ...world, faultsLeft: world.faultsLeft - 1 };
  const moves: Move[] = [];
  if (driver.at === 'working') {
    const { attempt } = driver;
    const { step: name } = attempt.work;
    const wakeAtMs = onGrid(attempt.begunAtMs + timing.startToCloseMs, rules.gridMs);
    const again: Driver = { at: 'waiting', work: { ...attempt.work, attempt: attempt.work.attempt + 1 }, wakeAtMs };
    if (world.strays.length < rules.straysMax) {
      moves.push({ label: `worker ${name}: is frozen`, world: { ...spent, driver: again, strays: [...world.strays, attempt] } });
    }
    moves.push({ label: `worker ${name}: is held up`, world: { ...pass(spent, world.nowMs + 10_000, rules).world } });
    moves.push({
      label: `worker ${name}: is killed, and the row begun anew`,
      world: { ...spent, driver: newRound(spent, 0, rules.gridMs) },
    });
  } else if (world.strays.length < rules.straysMax) {
    for (const work of secondWorks(world)) {
      const attempt = await begin(work, world.nowMs);
      moves.push({ label: `a second worker begins ${work.step}`, world: { ...spent, strays: [...world.strays, attempt] } });
    }
  }
  return moves;
}

/** What another worker may be told to do at any time, by a workflow that was reset or started twice. */
function secondWorks(world: World): readonly Work[] {
  const created = world.lines.findLast(({ step: of, verdict }) => of === 'create' && verdict === 'done');
  const steps = world.row.invoiceId === undefined ? (['create', 'look_up'] as const) : (['process', 'settle'] as const);
  const works: Work[] = steps.map((of) => ({ step: of, attempt: 1 }));
  return created === undefined ? works : [...works, { step: 'process', attempt: 1, afterSend: String(created.id) }];
}

function closeGates(world: World): readonly Move[] {
  if (world.gateClosings === 0 || world.driver.at === 'done') return [];
  const closed = { ...world, gateClosings: world.gateClosings - 1 };
  const untilMs = world.nowMs + 60_000;
  return [
    { label: 'the batch is paused', world: { ...closed, batchGateUntilMs: untilMs } },
    { label: 'the account’s gate closes', world: { ...closed, accountGateUntilMs: untilMs } },
  ];
}

/** Everything that can happen next. */
export async function movesFrom(world: World, rules: Rules): Promise<readonly Move[]> {
  if (world.nowMs > horizonMs) return [];
  const moves: Move[] = [...(await driverMoves(world, rules))];
  for (const [index, stray] of world.strays.entries()) {
    if (world.nowMs <= stray.begunAtMs + rules.thawWithinMs) moves.push(...(await step(world, stray, index, rules)));
  }
  for (const [index, flight] of world.flights.entries()) {
    const { truth } = arrive(world.gateway, { call: flight.step, invoiceId: flight.invoiceId }, rules.weather, world.nowMs);
    const flights = world.flights.filter((_, other) => other !== index);
    moves.push({ label: `a late ${flight.step} arrives`, world: { ...world, gateway: truth, flights } });
  }
  return [...moves, ...(await mishaps(world, rules)), ...closeGates(world)];
}
