import type { InvoiceDifference } from '../../src/gateway/match-invoice';
import type { CreateDecision } from '../../src/protocol/decide-create';
import type { RowFacts, SendTiming } from '../../src/protocol/row-facts';

/** What stands in for a piece of decision code while one of its rules is taken away. */
export type Mutant = {
  create: (decided: CreateDecision, facts: RowFacts) => CreateDecision;
  processTiming: (timing: SendTiming) => SendTiming;
  differences: (found: readonly InvoiceDifference[]) => readonly InvoiceDifference[];
};

const unchanged: Mutant = { create: (decided) => decided, processTiming: (timing) => timing, differences: (found) => found };

/** The mutant that the tests' decision code asks. */
export const mutant: Mutant = { ...unchanged };

export function mutate(changed: Partial<Mutant>): void {
  Object.assign(mutant, unchanged, changed);
}
