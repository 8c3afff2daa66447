import { z } from 'zod';
import type { PayrollRun } from '../store/payrolls/payroll';

const schema = z.object({
  change: z.object({
    before: z.number(),
    after: z.number(),
    added: z.number(),
    removed: z.number(),
    changed: z.number(),
    // A run that was kept by an earlier version did not look at it.
    detailsChanged: z.union([z.number(), z.literal('unknown')]).default(0),
    totals: z.array(z.object({ currency: z.string(), before: z.string(), after: z.string() })),
  }),
  isMuchChanged: z.boolean().default(false),
});

export type RunChange = z.infer<typeof schema>['change'] & Readonly<{ isMuchChanged: boolean }>;

/** How a run differs from the period before, by what is kept of it; sums are decimal text. `undefined`: there was none before it. */
export function runChange({ details }: Pick<PayrollRun, 'details'>): RunChange | undefined {
  const read = schema.safeParse(details);
  return read.success ? { ...read.data.change, isMuchChanged: read.data.isMuchChanged } : undefined;
}
