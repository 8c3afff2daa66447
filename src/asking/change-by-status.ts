import { resolutionWord } from '../domain/resolution-word';
import { knownStatus } from '../domain/status';
import type { Invoice } from '../gateway/payout-gateway';
import type { Judgement } from '../protocol/judge-invoice';
import type { BegunRead } from '../store/journal/begin-read';
import type { RowChange } from '../store/journal/complete-call';

/** What a read of a row's own invoice changes in the row. */
export function changeByStatus(judgement: Judgement, invoice: Invoice, read: Pick<BegunRead, 'state'>): RowChange {
  const resolution = invoice.resolution === undefined ? {} : { resolution: resolutionWord(invoice.resolution) };
  const seen: RowChange = { gatewayStatus: knownStatus(invoice.status), ...resolution };
  switch (judgement.kind) {
    case 'created':
      return seen;
    case 'open':
      // No longer `created`, so it must never be processed again.
      return { ...seen, ...(read.state !== 'settling' && { state: 'settling' }), ...(judgement.problem && { problem: judgement.problem }) };
    default: {
      const { outcome, amountPaidMinor, problem } = judgement;
      return { ...seen, state: 'closed', outcome, amountPaidMinor, ...(problem && { problem }) };
    }
  }
}
