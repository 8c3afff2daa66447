import { batchTroubleLine, batchTroubles } from '../../../src/cli/lost-workflow/batch-troubles';
import type { Parts } from '../../../src/parts/parts';
import { describeOnEmbedded } from '../../support/databases';
import { RowBench } from '../../support/row-bench';

describeOnEmbedded('what is wrong with open batches', (database) => {
  test('is that nobody can say where Temporal fails to answer, which ends no worker that asks as it starts', async () => {
    const { db, account, batchId } = await RowBench.start(database(), [{}]);
    const store = async () => ({ db, accountId: account });
    const parts = { store, temporal: () => Promise.reject(new Error('14 UNAVAILABLE')) } as unknown as Parts;
    const { open, troubles } = await batchTroubles(parts);
    expect([open, troubles.map(batchTroubleLine)]).toEqual([
      1,
      [`! batch ${batchId}: Nobody can say whether it moves: Temporal is out of reach; payrun doctor tries every connection.`],
    ]);
  });
});
