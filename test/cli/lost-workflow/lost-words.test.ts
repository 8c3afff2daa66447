import { randomUUID } from 'node:crypto';
import { lostWords } from '../../../src/cli/lost-workflow/lost-words';
import { controlBatch } from '../../../src/store/controls/control-batch';
import { closeBatchGate } from '../../../src/store/gates/batch-gates';
import { describeOnEmbedded } from '../../support/databases';
import { RowBench } from '../../support/row-bench';

describeOnEmbedded('what starts a lost batch again', (database) => {
  let bench: RowBench;
  beforeEach(async () => {
    bench = await RowBench.start(database(), [{}]);
  });

  const fix = async () => (await lostWords(bench.db, bench.batchId)).fix.replace(bench.batchId, 'BATCH');

  test('is to resume it where nothing stands against it, or it waits for approval', async () => {
    expect(await fix()).toBe('payrun resume BATCH starts it again');
    await bench.db.transaction((queries) => closeBatchGate(queries, bench.batchId, 'approval'));
    expect(await fix()).toBe('payrun resume BATCH starts it again');
  });

  test.each(['pause', 'cancel'] as const)('is to %s it once more where that stands against it', async (action) => {
    await controlBatch(bench.db, bench.account, { batchId: bench.batchId, action, actor: 'ann', requestId: randomUUID() });
    expect(await fix()).toBe(`payrun ${action} BATCH starts it again`);
  });

  test('leaves it held for its failed rows, which nobody may have looked at', async () => {
    await bench.db.transaction((queries) => closeBatchGate(queries, bench.batchId, 'failures'));
    expect(await fix()).toBe('payrun pause BATCH starts it again');
  });
});
