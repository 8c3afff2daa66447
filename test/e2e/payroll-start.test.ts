import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownPort } from '../support/own-port';
import { type PayrunProcess, runNpmStart, runPayrun } from '../support/run-payrun';
import { temporalExecutable } from '../support/temporal-executable';
import { until } from '../support/until';

const people = Array.from({ length: 12 }, (_, at) => `staff-${String(at + 1).padStart(2, '0')}`);

/** A folder as a new user has one, and everything that is started in it. */
class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'payrun-payroll-'));
  readonly #started: PayrunProcess[] = [];
  #ports: Readonly<Record<string, string>> = {};

  /** Ports of its own: other starts look for free ones at the same moment, and take the usual ones. */
  async takePorts(): Promise<void> {
    this.#ports = { PAYRUN_TEMPORAL_PORT: String(await ownPort()), PAYRUN_TEMPORAL_UI_PORT: String(await ownPort()) };
  }

  start(argv: readonly string[]): PayrunProcess {
    return this.#keep(runNpmStart(argv, { environment: this.#ports, cwd: this.folder }));
  }

  async payrun(argv: readonly string[]) {
    const { ended, out, err } = this.#keep(runPayrun(argv, { environment: {}, cwd: this.folder }));
    return { exitCode: await ended, out: out(), err: err() };
  }

  /** How often each reference was paid, by the sandbox's own books. */
  paidTimes(): ReadonlyMap<string, number> {
    const times = new Map<string, number>();
    for (const line of linesOf(readFileSync(join(this.folder, '.payrun', 'sandbox-books.jsonl'), 'utf8'))) {
      const { direction, referenceId } = JSON.parse(line) as { direction: string; referenceId: string };
      if (direction === 'out') times.set(referenceId, (times.get(referenceId) ?? 0) + 1);
    }
    return times;
  }

  async end(): Promise<void> {
    for (const { child, ended } of this.#started) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  #keep(process: PayrunProcess): PayrunProcess {
    this.#started.push(process);
    return process;
  }
}

/** Waits until a process has said it; one that ends before is heard. */
async function said(process: PayrunProcess, words: string): Promise<void> {
  const isSaid = () => process.err().includes(words);
  let hasEnded = false;
  void process.ended.then(() => {
    hasEnded = true;
  });
  await until(async () => isSaid() || hasEnded).catch(() => undefined);
  if (!isSaid()) throw new Error(`it did not say “${words}”, but:\n${process.err()}`);
}

type Shown = Readonly<{
  kind: string;
  periods: readonly Readonly<{ period: string; rows: number; paid: number; batch: string }>[];
  payments: number;
  eachPaidOnce: boolean;
}>;

/** The months after this one, as the demonstration names them. */
const months = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) => {
    const now = new Date();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1 + first + at)).toISOString().slice(0, 7);
  });

const paidOnce = (periods: readonly string[]) =>
  Object.fromEntries(periods.flatMap((period) => people.map((person) => [`${person}-${period}`, 1])).sort());

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');

/** From start to end; then what is left of it. */
async function wholeScenario(place: Place) {
  const shown = place.start(['--payroll', '--exit', '-o', 'jsonl']);
  const exitCode = await shown.ended;
  const times = place.paidTimes();
  const serve = place.start(['--serve']);
  await said(serve, 'Everything is up.');
  const schedule = await place.payrun(['schedule', 'show', 'demo', '-o', 'json']);
  serve.child.kill('SIGINT');
  await serve.ended;
  return { shown, exitCode, times, serve, schedule };
}

/** Stopped by Ctrl-C, then by a kill, each while a schedule fires; then whatever else is started. */
async function cutOffScenario(place: Place) {
  const stopped = place.start(['--payroll']);
  await said(stopped, `${months(0, 1)[0]} is due`);
  stopped.child.kill('SIGINT');
  const exitCode = await stopped.ended;
  const killed = place.start(['--payroll']);
  // Not once it is paid: on a slow machine the month after would have come by then.
  await said(killed, `${months(1, 1)[0]} is due`);
  killed.child.kill('SIGKILL');
  await killed.ended;
  const serve = place.start(['--serve']);
  await said(serve, 'Everything is up.');
  const schedule = await place.payrun(['schedule', 'show', 'demo', '-o', 'json']);
  // Beyond the moment at which its next month would have come.
  await new Promise((resolve) => setTimeout(resolve, 25_000));
  // What was due is paid by whatever is started next.
  await until(async () => place.paidTimes().size >= 2 * people.length).catch(() => undefined);
  serve.child.kill('SIGINT');
  await serve.ended;
  return { stopped, exitCode, killed, serve, schedule, times: place.paidTimes() };
}

const places = { whole: new Place(), cutOff: new Place() };
let whole: ReturnType<typeof wholeScenario>;
let cutOff: ReturnType<typeof cutOffScenario>;
beforeAll(async () => {
  await temporalExecutable();
  for (const place of Object.values(places)) await place.takePorts();
  // Both mostly wait for time to pass.
  whole = wholeScenario(places.whole);
  cutOff = cutOffScenario(places.cutOff);
  for (const scenario of [whole, cutOff]) scenario.catch(() => undefined);
});
afterAll(async () => {
  await Promise.allSettled([whole, cutOff]);
  await Promise.all(Object.values(places).map((place) => place.end()));
});

test('three made-up months are paid on a schedule, and the fourth, asked for twice at once, is paid once', async () => {
  const { shown, exitCode, times } = await whole;
  // With its words, so that a failure tells why.
  expect([exitCode, exitCode === 0 ? '' : shown.err()]).toEqual([0, '']);
  const periods = months(0, 4);
  expect(Object.fromEntries([...times].sort())).toEqual(paidOnce(periods));
  const events = linesOf(shown.out()).map((line) => JSON.parse(line) as Shown);
  const result = events.at(-1);
  expect(result).toMatchObject({ kind: 'payroll_demonstration', payments: 48, eachPaidOnce: true });
  expect(result?.periods).toMatchObject(periods.map((period) => ({ period, rows: 12, paid: 12 })));
  expect(events.filter(({ kind }) => kind === 'period_due')).toHaveLength(4);
  const pressed = events.find(({ kind }) => kind === 'period_pressed_twice');
  const { batch } = result?.periods.at(-1) ?? {};
  expect(pressed).toMatchObject({ period: periods[3], runs: [{ batchId: batch }, { batchId: batch }] });
  for (const period of periods) expect(shown.err()).toMatch(new RegExp(`^\\d\\d:\\d\\d:\\d\\d {2}${period} is paid: 12 of 12 rows`, 'm'));
  expect(shown.err()).toMatch(/\/namespaces\/default\/workflows\/batch%2Froster-/);
  expect(shown.err()).toMatch(/The schedule is paused: http:\/\/127\.0\.0\.1:\d+\/namespaces\/default\/schedules\/payroll%2Fdemo/);
  for (const text of [shown.out(), shown.err()]) expect(text).not.toMatch(/4000000000\d{6}|Ada Example/);
});

test('what is left of it is an ordinary payroll that is paused', async () => {
  const { serve, schedule } = await whole;
  expect(serve.err()).not.toContain('demonstration');
  expect(JSON.parse(schedule.out)).toMatchObject({
    payroll: 'demo',
    temporal: { state: 'paused', schedule: { isAsWanted: true } },
    runs: months(0, 4)
      .reverse()
      .map((period) => ({ period, state: 'paid_from', batchState: 'finished' })),
  });
});

test('stopped by Ctrl-C it pauses its schedule, and the next one goes on with new months', async () => {
  const { stopped, exitCode, killed, times } = await cutOff;
  expect(exitCode).toBe(130);
  expect(stopped.err()).toContain('The schedule is paused');
  const [first, second] = months(0, 2);
  expect(killed.err()).not.toContain('was cut off');
  expect(killed.err()).toContain(`Earlier demonstrations have run ${first}; this one goes on with the months after.`);
  expect(Object.fromEntries([...times].sort())).toEqual(paidOnce([first ?? '', second ?? '']));
});

test('killed it leaves no schedule that fires at the start of anything else', async () => {
  const { serve, schedule } = await cutOff;
  expect(serve.err()).toContain('payroll demo: its demonstration was cut off, so its schedule is paused');
  expect(JSON.parse(schedule.out)).toMatchObject({ temporal: { state: 'paused', schedule: { isAsWanted: true } } });
  expect(serve.err()).not.toContain('has come');
});
