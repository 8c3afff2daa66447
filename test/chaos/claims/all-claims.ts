import { askedBeforeNewReference } from './asked-before-new-reference';
import { canceledStaysUnsent } from './canceled-stays-unsent';
import type { Claim } from './claim';
import { createAgainOnlyAfterAbsence } from './create-again-only-after-absence';
import { everyRowToldOnce } from './every-row-told-once';
import { gatewayAskedBetweenCreates } from './gateway-asked-between-creates';
import { moneyMovesOnce } from './money-moves-once';
import { noSendThroughClosedGate } from './no-send-through-closed-gate';
import { nobodyElseIsPaid } from './nobody-else-is-paid';
import { paidIsPaid } from './paid-is-paid';
import { peopleAreWrittenDown } from './people-are-written-down';
import { processAcceptedOnce } from './process-accepted-once';
import { processOnlyWhileCreated } from './process-only-while-created';
import { rejectedOnlyAfterAbsence } from './rejected-only-after-absence';
import { resolvedUntilTold } from './resolved-until-told';
import { secretsStayIn } from './secrets-stay-in';
import { sentAgainOnlyByRetry } from './sent-again-only-by-retry';
import { sentOnlyOnceApproved } from './sent-only-once-approved';
import { sumsAgree } from './sums-agree';
import { unknownOnlyUnsaid } from './unknown-only-unsaid';
import { unpaidIsUnpaid } from './unpaid-is-unpaid';

/** What must hold in every run: the money first, then what is told of it, then the way there, then what must stay in. */
export const allClaims: readonly Claim[] = [
  moneyMovesOnce,
  paidIsPaid,
  unpaidIsUnpaid,
  nobodyElseIsPaid,
  everyRowToldOnce,
  sumsAgree,
  unknownOnlyUnsaid,
  resolvedUntilTold,
  createAgainOnlyAfterAbsence,
  rejectedOnlyAfterAbsence,
  gatewayAskedBetweenCreates,
  processOnlyWhileCreated,
  processAcceptedOnce,
  noSendThroughClosedGate,
  sentOnlyOnceApproved,
  canceledStaysUnsent,
  sentAgainOnlyByRetry,
  askedBeforeNewReference,
  peopleAreWrittenDown,
  secretsStayIn,
];
