import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { WebhookReceiver } from '../notices/webhook-receiver';
import { until } from '../support/until';
import { fileOfRows, madeRows } from './payees';
import type { Ended } from './program';
import { searchFiles, searchRunning, secretsOf } from './search-world';
import { SecretSearch } from './secret-search';
import { type StartWorld, sideBySide } from './side-by-side';
import { type DatabaseKind, databaseKinds, type World, worldSeed } from './world';

const rows = madeRows(60);
const takenBack = rows.slice(10, 14).map(({ reference }) => reference);

type Run = Readonly<{
  submitted: Ended;
  /** After the gateway took payouts back. */
  reported: Ended;
  status: Ended;
  audit: Ended;
  doctor: Ended;
  receiver: WebhookReceiver;
  search: SecretSearch;
  receiverSearch: SecretSearch;
}>;

/** The follow-up looks again in a day: its batch is made a day older, and it is woken. */
async function letADayPass(world: World, batchId: string): Promise<void> {
  await world.db.query("update batches set finished_at = finished_at - interval '25 hours' where id = $1", [batchId]);
  const connection = await Connection.connect({ address: world.temporal.address });
  await new Client({ connection }).workflow.getHandle(`batch/${batchId}/follow-up`).signal('wake');
  await connection.close();
}

async function payAndTakeBack(start: StartWorld, database: DatabaseKind): Promise<Run> {
  const world = await start({ database });
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const receiver = new WebhookReceiver(secret);
  await receiver.listen();
  const settings = { PAYRUN_NOTIFY_URL: receiver.url, PAYRUN_NOTIFY_SECRET_FILE: world.writeFile('notify-secret', `${secret}\n`) };
  const receiverSearch = new SecretSearch({ token: 'token-in-the-path', secret: secret.slice('whsec_'.length) });
  const search = secretsOf(world);
  await receiver.close();
  const worker = await world.startWorker(settings);
  const file = world.writeFile('payroll.csv', fileOfRows(rows));
  const submitted = await world.run(['submit', file, '--yes']);
  const [batch] = await world.db.query<{ id: string }>('select id from batches');
  const batchId = batch?.id ?? '';
  await until(async () => (await world.db.query("select from notices where last_answer = 'refused'")).length === 1);
  await worker.kill();
  await receiver.listen();
  await world.startWorker(settings);
  await until(async () => receiver.received.some(({ answer }) => answer === 204));

  for (const reference of takenBack) {
    const [row] = await world.db.query<{ invoice: string }>('select invoice_id as invoice from payouts where reference = $1', [reference]);
    await world.sandbox.control.cancel(row?.invoice ?? '');
  }
  await until(async () => (await world.sandbox.control.invoices()).filter(({ status }) => status === 'canceled').length === 4);
  await letADayPass(world, batchId);
  // What the killed worker had begun of the follow-up is waited out first.
  await until(async () => receiver.of('payrun.rows.reversed').length === 1, 400_000);
  const reported = await world.run(['report', batchId, '--out', 'report.csv']);
  const [status, audit] = [await world.run(['status', batchId]), await world.run(['audit', batchId])];
  const doctor = await world.run(['doctor', '--send-test-notice'], settings);
  for (const each of [search, receiverSearch]) await searchRunning(world, each);
  for (const { text } of receiver.received) search.search('a notice', text);
  await world.end();
  for (const each of [search, receiverSearch]) searchFiles(world, each, [file, join(world.workFolder, 'notify-secret')]);
  await receiver.close();
  return { submitted, reported, status, audit, doctor, receiver, search, receiverSearch };
}

const run = sideBySide(Object.fromEntries(databaseKinds.map((kind) => [kind, (start: StartWorld) => payAndTakeBack(start, kind)])));

describe.each(databaseKinds)(
  `60 rows of which the gateway takes 4 back, seed ${worldSeed}, told to a receiver that comes late (%s)`,
  (kind) => {
    test('the end of the batch did not wait for the receiver, and was told once it was there, though its worker was killed', async () => {
      const { submitted, receiver } = await run(kind);
      expect(submitted.code).toBe(0);
      const ends = receiver.of('payrun.batch.finished');
      expect(ends.map(({ answer }) => answer)).toEqual([204]);
      expect(ends[0]?.body.data).toMatchObject({ rows: 60, unknown: 0, batch: expect.stringMatching(/^payroll-/) });
    });

    test('rows that were taken back are told, reported, audited and end the command with 3', async () => {
      const { receiver, reported, status, audit } = await run(kind);
      expect(receiver.of('payrun.rows.reversed').map(({ body }) => body.data)).toEqual([
        expect.objectContaining({ rows: 4, inPart: 0, lines: [12, 13, 14, 15] }),
      ]);
      expect(reported.code).toBe(3);
      expect(reported.stderr).toMatch(/reversed/);
      expect(status.stdout).toMatch(/\treversed\t/);
      expect(audit.stdout.match(/\treverse\t/g)).toHaveLength(4);
    });

    test('doctor sends a test that arrives, and tells how notices fare', async () => {
      const { receiver, doctor } = await run(kind);
      expect(receiver.of('payrun.test')).toHaveLength(1);
      expect(doctor.stdout).toMatch(/notices: a receiver is set; 2 delivered in the last 7 days, 0 waiting/);
      expect(doctor.stdout).toMatch(/test notice: answered 204/);
    });

    test('no notice tells who was paid; nothing that was kept, logged or shown tells the address or the secret', async () => {
      const { search, receiverSearch } = await run(kind);
      expect(search.findings).toEqual([]);
      expect(receiverSearch.findings).toEqual([]);
    });
  },
);
