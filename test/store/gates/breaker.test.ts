import { array, asyncProperty, boolean, constantFrom, assert as holds, nat, pre, record } from 'fast-check';
import { type BreakerLimits, isOverShare } from '../../../src/domain/breaker';
import { limits } from '../../../src/domain/limits';
import type { Database } from '../../../src/store/database';
import { createAccountGates } from '../../../src/store/gates/account-gates';
import { countSends } from '../../../src/store/gates/count-sends';
import { type AccountNews, noteSendAnswer } from '../../../src/store/gates/note-send-answer';
import { takeProbe } from '../../../src/store/gates/take-probe';
import { describeOnEachDatabase, describeOnPostgres } from '../../support/databases';
import { newAccount } from '../../support/draft-of';

const slotMs = limits.unavailableSlotMs;
const breaker: BreakerLimits = { inARowMax: 20, share: 5_000, windowMs: 60_000, leastSends: 20 };

describeOnEachDatabase('the breaker by share', (database) => {
  let db: Database;
  let account: bigint;

  beforeEach(async () => {
    db = database();
    account = await newAccount(db);
  });

  const note = (news: AccountNews, beside: Parameters<typeof noteSendAnswer>[4] = {}, probe = false) =>
    noteSendAnswer(db, account, news, probe, { breaker, ...beside });

  const notices = async () =>
    (
      await db.query<{ kind: string; cause: string }>(
        "select kind, details ->> 'cause' as cause from notices where account_id = $1 order by place",
        [account],
      )
    ).map(({ kind, cause }) => `${kind} ${cause}`);

  const gate = async () =>
    (
      await db.query<{ cause: string; wait: number; probes: number }>(
        `select cause, probes, round(extract(epoch from next_probe - clock_timestamp()))::int as wait from gates where account_id = $1`,
        [account],
      )
    )[0];

  const inTurn = async (pattern: readonly AccountNews[], times: number) => {
    let sends = 0;
    for (let time = 0; time < times; time += 1) {
      for (const news of pattern) {
        sends += 1;
        if (await note(news, news === 'passes' ? { passes: [{ ageMs: 0, answered: 1 }] } : {})) return sends;
      }
    }
    return undefined;
  };

  test('closes the gate once more than half of at least 20 sends were in vain, though never 20 in a row', async () => {
    expect(await inTurn(['unavailable', 'unavailable', 'passes'], 20)).toBe(20);
    expect(await gate()).toMatchObject({ cause: 'unavailable', wait: 5 });
    expect(await notices()).toEqual(['breaker_open unavailable']);
  });

  test('half of them is not more than half', async () => {
    expect(await inTurn(['passes', 'unavailable'], 50)).toBeUndefined();
    expect(await gate()).toBeUndefined();
  });

  test('good answers that a worker kept to itself count with its next bad one', async () => {
    const gates = createAccountGates(db, account, breaker);
    for (let time = 0; time < 100; time += 1) gates.noteFairAnswer();
    const [before] = await db.query<{ rows: number }>('select count(*)::int as rows from sends_answered where account_id = $1', [account]);
    expect(before?.rows).toBe(0);
    for (let time = 0; time < 15; time += 1) {
      expect(await gates.noteSendAnswer('unavailable', false)).toBe(false);
      expect(await gates.noteSendAnswer('passes', false)).toBe(false);
    }
    const sum = await db.transaction((queries) => countSends(queries, account, { passes: [], isUnavailable: false }, breaker.windowMs));
    expect(sum).toEqual({ answered: 130, unavailable: 15 });
  });

  test('only the probe, or a send begun since, opens it again; then the window starts anew', async () => {
    await inTurn(['unavailable', 'unavailable', 'passes'], 20);
    expect(await note('passes', { sendAgeMs: 3_000 })).toBe(true);
    expect(await note('passes', {}, true)).toBe(false);
    expect(await notices()).toEqual(['breaker_open unavailable', 'breaker_closed unavailable']);
    // What was under way before fails late, and closes nothing.
    for (let time = 0; time < 30; time += 1) expect(await note('unavailable', { sendAgeMs: 20_000 })).toBe(false);
    // 19 of the time since are too few.
    expect(await inTurn(['unavailable', 'unavailable', 'passes'], 6)).toBeUndefined();
    expect(await inTurn(['unavailable', 'unavailable', 'passes'], 6)).toBe(2);
  });

  test('closed again soon after, its probes wait longer from the first one on; much later, as at first', async () => {
    const waits: (number | undefined)[] = [];
    const closeAndOpen = async () => {
      await inTurn(['unavailable'], 20);
      waits.push((await gate())?.wait);
      await note('passes', {}, true);
    };
    for (let time = 0; time < 6; time += 1) await closeAndOpen();
    await db.query("update accounts set opened_at = opened_at - interval '6 minutes' where id = $1", [account]);
    await closeAndOpen();
    expect(waits).toEqual([5, 10, 20, 40, 60, 60, 5]);
  });

  test('a probe that fails doubles the wait that it came with', async () => {
    await inTurn(['unavailable'], 20);
    await note('passes', {}, true);
    await inTurn(['unavailable'], 20);
    await db.query("update gates set next_probe = clock_timestamp() - interval '1 ms' where account_id = $1", [account]);
    expect(await takeProbe(db, account, 40_000)).toBe(true);
    await note('unavailable', {}, true);
    expect(await gate()).toMatchObject({ wait: 20, probes: 2 });
  });

  test('a pass that was under way opens a gate closed for trouble: the credentials work', async () => {
    for (let time = 0; time < 3; time += 1) await note('trouble');
    expect(await note('passes', { sendAgeMs: 10_000 })).toBe(false);
    expect(await notices()).toEqual(['breaker_open trouble', 'breaker_closed trouble']);
  });

  test('limits are the settings’', async () => {
    const strict = { inARowMax: 1_000, share: 1_000, windowMs: 10_000, leastSends: 5 };
    for (let time = 0; time < 4; time += 1) expect(await note('unavailable', { breaker: strict })).toBe(false);
    expect(await note('unavailable', { breaker: strict })).toBe(true);
  });

  const move = record({ wait: nat(4), bad: boolean(), passes: array(record({ back: nat(13), answered: nat(3) }), { maxLength: 3 }) });

  const nowSlot = async () =>
    Number(
      (await db.query<{ slot: bigint }>(`select floor(extract(epoch from clock_timestamp()) * 1000 / ${slotMs})::bigint as slot`))[0]?.slot,
    );

  test('the window holds exactly the answers of its slots, whoever tells them and when', async () => {
    const windows = constantFrom(10_000, 60_000, 600_000);
    const property = asyncProperty(array(move, { maxLength: 12 }), windows, async (moves, windowMs) => {
      const own = await newAccount(db);
      const events: { slot: number; answered: number; unavailable: number }[] = [];
      const before = await nowSlot();
      let elapsed = 0;
      const counted: unknown[] = [];
      const expected: unknown[] = [];
      for (const { wait, bad, passes } of moves) {
        // Time passes for what is stored, rather than for the test.
        await db.query('update sends_answered set slot = slot - $2 - 1000000 where account_id = $1', [own, wait]);
        await db.query('update sends_answered set slot = slot + 1000000 where account_id = $1', [own]);
        elapsed += wait;
        const told = { passes: passes.map(({ back, answered }) => ({ ageMs: back * slotMs, answered })), isUnavailable: bad };
        counted.push(await db.transaction((queries) => countSends(queries, own, told, windowMs)));
        for (const { back, answered } of passes) events.push({ slot: elapsed - back, answered, unavailable: 0 });
        if (bad) events.push({ slot: elapsed, answered: 1, unavailable: 1 });
        const seen = events.filter(({ slot }) => slot > elapsed - windowMs / slotMs);
        expected.push({
          answered: seen.reduce((sum, { answered }) => sum + answered, 0),
          unavailable: seen.reduce((sum, { unavailable }) => sum + unavailable, 0),
        });
      }
      pre((await nowSlot()) === before);
      expect(counted).toEqual(expected);
    });
    await holds(property, { numRuns: 60, interruptAfterTimeLimit: 8_000 });
  });
});

describeOnPostgres('the breaker by share, from many workers at once', (database) => {
  test('no answer is lost, one notice is written, and the gate stands once', async () => {
    const db = database();
    const account = await newAccount(db);
    const workers = Array.from({ length: 4 }, () => createAccountGates(db, account, breaker));
    await Promise.all(
      workers.flatMap((gates) =>
        // Sent before the gate closed, however long the answers take to be told.
        Array.from({ length: 60 }, (_, send) => gates.noteSendAnswer(send % 3 === 0 ? 'passes' : 'unavailable', false, 600_000)),
      ),
    );
    const [told] = await db.query<{ standing: number; gates: number; notices: number; answered: number }>(
      `select a.gates_standing as standing, (select count(*)::int from gates g where g.account_id = a.id) as gates,
         (select count(*)::int from notices n where n.account_id = a.id) as notices,
         (select sum(answered)::int from sends_answered s where s.account_id = a.id) as answered
       from accounts a where a.id = $1`,
      [account],
    );
    expect(told).toEqual({ standing: 1, gates: 1, notices: 1, answered: 240 });
  });

  test('a send whose line is written after the gate closed is none, and opening races with closing leave one state', async () => {
    const db = database();
    const account = await newAccount(db);
    const gates = createAccountGates(db, account, { ...breaker, inARowMax: 3 });
    for (let round = 0; round < 20; round += 1) {
      await Promise.all([
        ...Array.from({ length: 6 }, () => gates.noteSendAnswer('unavailable', false)),
        ...Array.from({ length: 2 }, () => gates.noteSendAnswer('passes', true)),
      ]);
      const [account_] = await db.query<{ standing: number; gates: number; notices: number }>(
        `select a.gates_standing as standing, (select count(*)::int from gates g where g.account_id = a.id) as gates,
           (select sum(case kind when 'breaker_open' then 1 else -1 end)::int from notices n where n.account_id = a.id) as notices
         from accounts a where a.id = $1`,
        [account],
      );
      expect(account_?.standing).toBe(account_?.gates);
      expect(account_?.notices ?? 0).toBe(account_?.gates);
    }
  });
});

test('a share is told apart from its limit to a hundredth of a per cent', () => {
  const limit = { ...breaker, share: 250, leastSends: 1 };
  expect(isOverShare({ answered: 1_000, unavailable: 25 }, limit)).toBe(false);
  expect(isOverShare({ answered: 1_000, unavailable: 26 }, limit)).toBe(true);
});
