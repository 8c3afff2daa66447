import { z } from 'zod';
import { endings } from './ending';
import { faultKinds, faultSteps, faultTimes } from './fault';

/** What the control server takes. Unknown names are refused: a misspelt fault would make a test prove nothing. */
const answer = z.union([z.number().int().min(200).max(599), z.enum(faultKinds)]);
const step = z.enum(faultSteps);
const count = z.number().int().min(0);
const ms = z.number().min(0);
const timeMs = z.union([ms, z.tuple([ms, ms]).readonly()]);

const fault = z
  .strictObject({
    on: z.union([step, z.array(step).min(1).readonly()]),
    answer,
    when: z.enum(faultTimes).exactOptional(),
    lateMs: ms.exactOptional(),
    share: z.number().min(0).max(1).exactOptional(),
    references: z.array(z.string()).readonly().exactOptional(),
    times: count.exactOptional(),
    timesEach: count.exactOptional(),
    retryAfterSeconds: ms.exactOptional(),
    status: z.number().int().min(200).max(599).exactOptional(),
    delayMs: ms.exactOptional(),
    field: z.string().exactOptional(),
    echo: z.boolean().exactOptional(),
    withoutBody: z.boolean().exactOptional(),
  })
  .readonly();

const rateLimit = z
  .strictObject({
    perSecond: z.number().positive(),
    burst: z.number().min(1).exactOptional(),
    retryAfterSeconds: ms.exactOptional(),
    withoutBody: z.boolean().exactOptional(),
  })
  .readonly();

const settings = z
  .strictObject({
    settleMs: timeMs.exactOptional(),
    latencyMs: timeMs.exactOptional(),
    findLagMs: ms.exactOptional(),
    autoProcess: z.boolean().exactOptional(),
    processAnswersCreatedForMs: ms.exactOptional(),
    processPaysAgain: z.boolean().exactOptional(),
    processAnswer: z.enum(['created', 'processing', 'process_pending']).exactOptional(),
    createdLifetimeMs: ms.exactOptional(),
    findShape: z.enum(['list', 'object', 'loose']).exactOptional(),
    absentShape: z.enum(['not_found', 'empty', 'null']).exactOptional(),
    duplicateAnswer: z.union([z.literal(409), z.literal(422)]).exactOptional(),
    rateLimit: rateLimit.nullable().exactOptional(),
    balancesMinor: z
      .record(z.string(), z.string().regex(/^-?[0-9]+$/))
      .readonly()
      .nullable()
      .exactOptional(),
  })
  .readonly();

const foreignInvoice = z
  .strictObject({
    referenceId: z.string().min(1),
    service: z.string(),
    currency: z.string(),
    amountMinor: z.string().regex(/^[1-9]\d*$/),
    fields: z.record(z.string(), z.string()).default({}),
    testMode: z.boolean().default(true),
    /** Where it stands already; the money of a paid one moves at once. */
    status: z.enum(endings).default('created'),
    createdMsAgo: ms.default(0),
  })
  .readonly();

const cancellation = z
  .strictObject({
    /** How long it runs. */
    forMs: ms.default(100),
    ending: z.enum(['canceled', 'partially_canceled', 'cancel_failed']).default('canceled'),
  })
  .readonly();

export const controlShapes = {
  cancellation,
  faults: z.array(fault).readonly(),
  settings,
  foreignInvoice,
  credentials: z.strictObject({ valid: z.boolean(), answer: z.union([z.literal(401), z.literal(403)]).exactOptional() }).readonly(),
  outage: z.strictObject({ answer: answer.exactOptional(), forMs: ms.exactOptional() }).readonly(),
} as const;
