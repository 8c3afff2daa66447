import { assertNever } from '../domain/assert-never';
import { echoText } from './echo-text';
import { errorAnswer } from './error-answer';
import type { Fault, FaultKind } from './fault';
import { fieldErrorsAnswer } from './field-errors-answer';
import type { GatewayAnswer } from './gateway-answer';
import { plainAnswer } from './plain-answer';
import type { WireAnswer } from './wire-answer';

const hangMsDefault = 120_000;
/** Twice what a client should be ready to read. */
const hugeCharacters = 8 * 1_024 * 1_024;

/**
 * What a fault makes of an answer. `truth` is the true one, undefined if the step has not taken effect (yet).
 * `words` is what an echo repeats.
 */
export function spoilAnswer(fault: Fault, truth: GatewayAnswer | undefined, words: readonly string[]): WireAnswer {
  const text = fault.echo === true && words.length > 0 ? echoText(words) : undefined;
  const { answer } = fault;
  const spoiled = typeof answer === 'number' ? statusAnswer(answer, fault, truth, text) : kindAnswer(answer, fault, truth, text);
  if (fault.retryAfterSeconds === undefined || !('headers' in spoiled)) return spoiled;
  return { ...spoiled, headers: { ...spoiled.headers, 'retry-after': String(fault.retryAfterSeconds) } };
}

function statusAnswer(status: number, fault: Fault, truth: GatewayAnswer | undefined, text: string | undefined): WireAnswer {
  if (fault.withoutBody === true) return plainAnswer({ status, body: undefined });
  if (status >= 200 && status < 300) return plainAnswer({ status, body: truth?.body ?? {} });
  if (status === 422) return plainAnswer(fieldErrorsAnswer({ [fault.field ?? 'amount']: text ?? 'This value should be greater than 0.' }));
  const { body } = errorAnswer(status, text);
  // A conflict comes with the earlier invoice, if there is one by now.
  return plainAnswer({ status, body: status === 409 ? { ...Object(body), ...Object(truth?.body) } : body });
}

function kindAnswer(kind: FaultKind, fault: Fault, truth: GatewayAnswer | undefined, text: string | undefined): WireAnswer {
  const plain = plainAnswer(truth ?? { status: 200, body: {} });
  const json = plain.text ?? '{}';
  switch (kind) {
    case 'timeout':
      return { kind: 'hang', delayMs: fault.delayMs ?? hangMsDefault };
    case 'reset':
      return { kind: 'reset' };
    case 'cut':
      return { ...plain, kind: 'cut', text: json };
    case 'garbled':
      return { ...plain, status: fault.status ?? plain.status, text: `${json.slice(0, Math.ceil(json.length * 0.6))}${text ?? ''}\u0000<` };
    case 'html':
      return { ...plain, status: fault.status ?? 502, contentType: 'text/html', text: page(text ?? 'The server is busy.') };
    case 'slow':
      return plain;
    case 'redirect':
      return { ...plain, status: fault.status ?? 302, text: undefined, headers: { location: '/elsewhere' } };
    case 'huge':
      return { ...plain, text: `${json.slice(0, -1)}${json === '{}' ? '' : ','}"padding":"${'x'.repeat(hugeCharacters)}"}` };
    default:
      return assertNever(kind);
  }
}

const page = (text: string): string =>
  `<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Error</h1><p>${text}</p></body></html>`;
