import type { Answer, AnswerKind, Invoice } from '../../src/gateway/payout-gateway';
import { asked } from './asked';

/** What the explored gateway is like. Every bound that the protocol relies on is here. */
export type Weather = Readonly<{
  /** Look-ups do not show an invoice for this long after its creation. */
  lookUpLagMs: number;
  /** An invoice goes on reading `created` for this long after an accepted process, and pays each process of that time. */
  readsCreatedMs: number;
  ending: 'processed' | 'process_failed';
  /** Somebody else's invoice holds the row's reference. */
  foreign: boolean;
  /** A create, a process that left its worker reaches the gateway this long after its journal line, or never. */
  createArrivesWithinMs: number;
  processArrivesWithinMs: number;
  othersPass: boolean;
}>;

/** The gateway's own truth about the row's reference. `starts`: how often it was made to pay. */
export type GatewayTruth = Readonly<{
  createdAtMs: number | undefined;
  startedAtMs: number | undefined;
  starts: number;
  foreignStarts: number;
}>;

const invoiceId = 'cpoi_own';
export const foreignInvoiceId = 'cpoi_foreign';
const settlesAfterMs = 4_000;
/** An invoice that nobody processes expires. */
const expiresAfterMs = 400_000;

export type GatewayRequest = Readonly<{ call: 'create' | 'process' | 'read' | 'find'; invoiceId: string }>;

export function answerOf(kind: AnswerKind, httpStatus: number | undefined, body?: Invoice, field = 'amount'): Answer<Invoice> {
  const messages = kind === 'unprocessable' ? [{ field, message: 'no' }] : [];
  return { kind, httpStatus, body, messages, retryAfterMs: undefined, durationMs: 1 };
}

/** What the gateway would say of the invoice's status now. */
function statusOf(truth: GatewayTruth, weather: Weather, nowMs: number): string {
  const { createdAtMs, startedAtMs } = truth;
  if (startedAtMs === undefined) return nowMs >= (createdAtMs ?? nowMs) + expiresAfterMs ? 'expired' : 'created';
  const shownFromMs = startedAtMs + weather.readsCreatedMs;
  if (nowMs < shownFromMs) return 'created';
  return nowMs < shownFromMs + settlesAfterMs ? 'processing' : weather.ending;
}

function shown(truth: GatewayTruth, weather: Weather, nowMs: number): Invoice {
  const own = { resolution: undefined, processedAmountMinor: undefined, testMode: true, fields: {}, createdAt: undefined };
  const { reference: referenceId, service, currency, amountMinor } = asked;
  if (weather.foreign) {
    const status = truth.foreignStarts > 0 ? 'processed' : 'created';
    return { ...own, id: foreignInvoiceId, referenceId, service, currency, amountMinor: amountMinor + 1n, status };
  }
  return { ...own, id: invoiceId, referenceId, service, currency, amountMinor, status: statusOf(truth, weather, nowMs) };
}

type Arrived = Readonly<{ truth: GatewayTruth; answer: Answer<Invoice> }>;

/** A request arrives, has its effect and is answered by the book. */
export function arrive(truth: GatewayTruth, request: GatewayRequest, weather: Weather, nowMs: number): Arrived {
  const exists = weather.foreign || truth.createdAtMs !== undefined;
  const invoice = () => shown(truth, weather, nowMs);
  switch (request.call) {
    case 'create': {
      if (exists) return { truth, answer: answerOf('conflict', 409) };
      const made = { ...truth, createdAtMs: nowMs };
      return { truth: made, answer: answerOf('ok', 201, shown(made, weather, nowMs)) };
    }
    case 'process': {
      if (request.invoiceId === foreignInvoiceId) {
        return { truth: { ...truth, foreignStarts: truth.foreignStarts + 1 }, answer: answerOf('ok', 200, invoice()) };
      }
      if (!exists || statusOf(truth, weather, nowMs) !== 'created') return { truth, answer: answerOf('conflict', 409) };
      const started = { ...truth, startedAtMs: truth.startedAtMs ?? nowMs, starts: truth.starts + 1 };
      return { truth: started, answer: answerOf('ok', 200, shown(started, weather, nowMs)) };
    }
    case 'read':
      return { truth, answer: exists ? answerOf('ok', 200, invoice()) : answerOf('absent', 404) };
    default: {
      const hidden = !weather.foreign && nowMs < (truth.createdAtMs ?? 0) + weather.lookUpLagMs;
      return { truth, answer: exists && !hidden ? answerOf('ok', 200, invoice()) : answerOf('absent', 404) };
    }
  }
}

/** An answer that is not by the book. `effect`: of the request, before the answer, after it within the bound, or never. */
type Fault = Readonly<{ name: string; effect: 'none' | 'applied' | 'late'; answer: Answer<Invoice> }>;

const faultOf = (name: string, effect: Fault['effect'], kind: AnswerKind, httpStatus?: number, field?: string): Fault => ({
  name: `${name}, effect ${effect}`,
  effect,
  answer: answerOf(kind, httpStatus, undefined, field),
});

const openSends: readonly Fault[] = (['none', 'applied'] as const).flatMap((effect) => [
  faultOf('no answer', effect, 'no_answer'),
  faultOf('500', effect, 'server_error', 500),
  faultOf('400', effect, 'bad_request', 400),
  faultOf('429', effect, 'limited', 429),
  faultOf('200 with no readable body', effect, 'unreadable', 200),
]);

const provedSends: readonly Fault[] = [
  faultOf('401', 'none', 'unauthorized', 401),
  faultOf('403', 'none', 'forbidden', 403),
  faultOf('404', 'none', 'not_found', 404),
  faultOf('405', 'none', 'method_not_allowed', 405),
  faultOf('422', 'none', 'unprocessable', 422),
];

const reads: readonly Fault[] = [faultOf('503', 'none', 'server_error', 503), faultOf('401', 'none', 'unauthorized', 401)];

/** The whole table of directives, and requests that arrive after their client has given up. */
export const faultsOf = (call: GatewayRequest['call']): readonly Fault[] =>
  call === 'read'
    ? [...reads, faultOf('404', 'none', 'absent', 404)]
    : call === 'find'
      ? reads
      : [...openSends, ...provedSends, faultOf('no answer', 'late', 'no_answer')];
