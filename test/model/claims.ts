import type { Weather } from './gateway-model';
import { gateClosed, type Line, type World } from './world';

/** A claim that a move broke, by name. */
export type Broken =
  | 'paid twice'
  | 'paid somebody else’s invoice'
  | 'closed without proof'
  | 'paid without money'
  | 'closed twice'
  | 'created again unasked'
  | 'sent past a gate'
  | 'sent without a line'
  | 'stuck';

export const horizonMs = 3_600_000;
const linesMax = 400;
/** As the protocol is told, not as the code has them: a limit that is changed by mistake shall be caught. */
const absent = { reads: 3, spanMs: 15_000, afterMs: 30_000 } as const;

const mayHaveWorked = ({ verdict }: Line): boolean => verdict === undefined || verdict === 'ambiguous' || verdict === 'limited';

/** Said again, in other words than the product's: three "not there" over 15 s, begun once the sender was waited out, and none else. */
function provedAbsent(before: readonly Line[], create: Line): boolean {
  const times = before
    .filter(({ step, verdict, sentAtMs }) => step === 'look_up' && verdict === 'absent' && sentAtMs - create.sentAtMs >= absent.afterMs)
    .map(({ sentAtMs }) => sentAtMs);
  return times.length >= absent.reads && Math.max(...times) - Math.min(...times) >= absent.spanMs;
}

/** Another create while an earlier one may have worked and nobody has asked about it enough. */
const unasked = ({ lines }: World): boolean =>
  lines.some((call) => call.step === 'create' && mayHaveWorked(call) && !provedAbsent(lines, call));

const passedGate = (before: World, { step, probe }: Line): boolean =>
  (step === 'create' || step === 'process') && (gateClosed(before, 'batch') || (gateClosed(before, 'account') && !probe));

/** What the gateway may have been made to do without a line in the journal for it. */
const unwritten = ({ gateway, lines }: World): boolean =>
  (gateway.createdAtMs !== undefined && !lines.some(({ step }) => step === 'create')) ||
  gateway.starts > lines.filter(({ step }) => step === 'process').length;

function brokenByEnd({ row, gateway }: World, weather: Weather): Broken | undefined {
  if (row.state !== 'closed') return undefined;
  const moneyMoved = gateway.starts > 0 && weather.ending === 'processed';
  if (row.outcome === 'paid') return moneyMoved ? undefined : 'paid without money';
  if (row.outcome === 'rejected') return gateway.createdAtMs === undefined ? undefined : 'closed without proof';
  return moneyMoved ? 'closed without proof' : undefined;
}

/** The first claim that a move breaks, if any, judged by the truth of the gateway and by the journal; `blindTo` are not looked at. */
export function brokenBy(before: World, after: World, { weather, blindTo }: Judged): Broken | undefined {
  return brokenOf(before, after, weather).find((claim) => !blindTo.includes(claim));
}

type Judged = Readonly<{ weather: Weather; blindTo: readonly Broken[] }>;

function brokenOf(before: World, after: World, weather: Weather): readonly Broken[] {
  const line = after.lines.length > before.lines.length ? after.lines.at(-1) : undefined;
  const reopened = before.row.state === 'closed' && (after.row.state !== 'closed' || after.row.outcome !== before.row.outcome);
  const claims: readonly (readonly [Broken, boolean])[] = [
    ['paid twice', after.gateway.starts > 1],
    ['paid somebody else’s invoice', after.gateway.foreignStarts > 0],
    ['closed twice', reopened],
    ['sent past a gate', line !== undefined && passedGate(before, line)],
    ['created again unasked', line?.step === 'create' && unasked(before)],
    ['sent without a line', unwritten(after)],
    ['stuck', isStuck(after, weather)],
  ];
  const byEnd = brokenByEnd(after, weather);
  return [...claims.filter(([, broken]) => broken).map(([claim]) => claim), ...(byEnd === undefined ? [] : [byEnd])];
}

/** Every row ends, but one whose reference somebody else's invoice holds while a create of its own is in doubt: that one is watched. */
function isStuck({ nowMs, lines, driver, row }: World, weather: Weather): boolean {
  if (driver.at === 'done') return row.state !== 'closed';
  return !weather.foreign && (nowMs > horizonMs || lines.length > linesMax);
}
