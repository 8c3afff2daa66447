import { z } from 'zod';
import type { PayrollRun } from '../../store/payrolls/payroll';
import { groupThousands } from '../group-thousands';

const schema = z.object({
  change: z.object({
    before: z.number(),
    after: z.number(),
    added: z.number(),
    removed: z.number(),
    changed: z.number(),
    totals: z.array(z.object({ currency: z.string(), before: z.string(), after: z.string() })),
  }),
  isMuchChanged: z.boolean().optional(),
});

/** How a run's batch differs from the one of the period before, and whether that made it wait; `undefined`: there was none before it. */
export function runChangeWords({ details }: Pick<PayrollRun, 'details'>): string | undefined {
  const read = schema.safeParse(details);
  if (!read.success) return undefined;
  const { change, isMuchChanged } = read.data;
  const { before, after, added, removed, changed, totals } = change;
  const sums = totals.map((sum) => `${sum.currency} ${groupThousands(sum.before)} → ${groupThousands(sum.after)}`);
  const people = `people ${before} → ${after} (${added} added, ${removed} removed, ${changed} with another amount)`;
  return `${isMuchChanged === true ? 'more than --max-change' : 'changed'} since the period before: ${[people, ...sums].join(', ')}`;
}
