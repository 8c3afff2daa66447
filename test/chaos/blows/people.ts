import { setTimeout as sleep } from 'node:timers/promises';
import { fileOfRows, type MadeRow, madeRows } from '../../e2e/payees';
import { type Person, somePerson } from '../people/person';
import { pressByCommand } from '../people/press-by-command';
import { pressByUpdate } from '../people/press-by-update';
import { saySomething } from '../people/say-something';
import { batchesWithFailed, waitingBatches } from '../people/waiting-batches';
import { sendUntilTaken } from '../send-file';
import type { Trial } from '../trial';
import type { Blow } from './blow';

const storiesAtOnceMax = 4;
const recentFiles = 5;

/** Goes on beside the other blows, so that workers and servers are killed in the middle of it. */
function tell(trial: Trial, story: (who: Person) => Promise<unknown>): void {
  if (trial.stories >= storiesAtOnceMax) return;
  trial.stories += 1;
  const told = story(somePerson(trial)).finally(() => {
    trial.stories -= 1;
  });
  trial.beside(told);
}

/** One of the newest files' batches, whatever its state. */
const someBatch = (trial: Trial, { chance }: Person): string | undefined =>
  trial.files.length === 0 ? undefined : chance.oneOf(trial.files.slice(-recentFiles)).batchId;

/** Pause, some seconds, resume: in order, doubled, cut off, the wrong way round; some stay paused until somebody finds them. */
async function pauseAWhile(trial: Trial, who: Person): Promise<void> {
  const { chance, press, cutOff } = who;
  const batchId = someBatch(trial, who);
  if (batchId === undefined) return;
  if (chance.maybe(0.15)) await press('resume', batchId);
  await (chance.maybe(0.25) ? cutOff('pause', batchId) : press('pause', batchId));
  if (chance.maybe(0.2)) await press('pause', batchId);
  await sleep(chance.between(500, 6_000));
  if (chance.maybe(0.15)) return;
  if (chance.maybe(0.25)) return await cutOff('resume', batchId);
  await Promise.all(chance.maybe(0.3) ? [press('resume', batchId), press('resume', batchId)] : [press('resume', batchId)]);
}

/** Two people in one moment, the one here, the other in the Temporal UI. */
async function pauseAgainstResume(trial: Trial, who: Person): Promise<void> {
  const batchId = someBatch(trial, who);
  if (batchId === undefined) return;
  await Promise.all([pressByCommand(trial, 'pause', batchId), pressByUpdate(trial, 'resume', batchId)]);
  await pressByCommand(trial, 'resume', batchId);
}

/** Whatever waits for approval: by the command, by an update, by both at once, or by a command that is killed. */
async function approveWaiting(trial: Trial, { chance, cutOff }: Person): Promise<void> {
  for (const { batchId, contentHash, cause } of await waitingBatches(trial)) {
    if (cause !== 'approval') continue;
    const ways = [
      () => pressByCommand(trial, 'approve', batchId),
      () => pressByUpdate(trial, 'approve', batchId, contentHash),
      () => cutOff('approve', batchId),
      () => Promise.all([pressByCommand(trial, 'approve', batchId), pressByUpdate(trial, 'approve', batchId, contentHash)]),
    ];
    await chance.oneOf(ways)();
  }
}

/** What has ended unpaid so far, once or by two people in one moment: most of the time where something failed at the gateway. */
async function retry(trial: Trial, who: Person): Promise<void> {
  const { chance, press, cutOff } = who;
  const failed = chance.maybe(0.8) ? await batchesWithFailed(trial) : [];
  const batchId = failed.length > 0 ? chance.oneOf(failed) : someBatch(trial, who);
  if (batchId === undefined) return;
  if (chance.maybe(0.25)) return await cutOff('retry', batchId);
  await Promise.all(chance.maybe(0.3) ? [press('retry', batchId), press('retry', batchId)] : [press('retry', batchId)]);
}

/** Until the person has been told something: they press again while a part is out of reach. */
async function insist(trial: Trial, who: Person, action: 'cancel' | 'refuse', batchId: string): Promise<void> {
  for (let told: unknown = 'unsaid'; told === 'unsaid' && !trial.isOver; ) {
    told = await who.press(action, batchId);
    if (told === 'unsaid') await sleep(2_000);
  }
}

type SmallFile = Readonly<{ path: string; rows: readonly MadeRow[] }>;

/** Its payees are in no other file, or it would pay somebody twice. */
function smallFile(trial: Trial, { chance }: Person, kind: string): SmallFile {
  const name = `${kind}${trial.files.length}-${trial.options.seed}`;
  const rows = madeRows(chance.between(4, 12), { prefix: name, from: 5_000 + 12 * trial.files.length });
  return { path: trial.world.writeFile(`${name}.csv`, fileOfRows(rows)), rows };
}

/**
 * A small file is sent, and cancelled while some of it is on its way; then somebody wants it back. Nobody puts the database back in
 * between: a cancel ends rows as never sent by what the journal knows.
 */
async function cancelOwn(trial: Trial, who: Person): Promise<void> {
  const file = smallFile(trial, who, 'canceled');
  const batchId = await sendUntilTaken(trial, file.path);
  trial.files.push({ ...file, args: [], batchId });
  await sleep(who.chance.between(0, 2_500));
  await insist(trial, who, 'cancel', batchId);
  if (who.chance.maybe(0.3)) await who.press('resume', batchId);
  await who.press('retry', batchId);
}

/** A small file is refused instead of approved, and sent once more: it waits anew. */
async function refuseOwn(trial: Trial, who: Person): Promise<void> {
  const file = smallFile(trial, who, 'refused');
  const batchId = await sendUntilTaken(trial, file.path);
  await sleep(who.chance.between(1_000, 4_000));
  await insist(trial, who, 'refuse', batchId);
  await who.press('retry', batchId);
  trial.files.push({ ...file, args: [], batchId: await sendUntilTaken(trial, file.path) });
}

const blow = (weight: number, story: (trial: Trial, who: Person) => Promise<unknown>): Blow => ({
  weight,
  fall: async (trial) => tell(trial, (who) => story(trial, who)),
});

export const peopleBlows: readonly Blow[] = [
  blow(30, pauseAWhile),
  blow(10, pauseAgainstResume),
  blow(50, retry),
  blow(40, saySomething),
  blow(14, (trial, who) => trial.alone(() => cancelOwn(trial, who))),
  blow(30, (trial, who) => (trial.wantsApproval ? approveWaiting(trial, who) : retry(trial, who))),
  blow(10, (trial, who) => (trial.wantsApproval ? trial.alone(() => refuseOwn(trial, who)) : pauseAWhile(trial, who))),
];
