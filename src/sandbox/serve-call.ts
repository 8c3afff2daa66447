import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { drawTime } from './draw-time';
import { echoWords } from './echo-words';
import { errorAnswer } from './error-answer';
import type { Fault } from './fault';
import type { GatewayAnswer } from './gateway-answer';
import type { GatewayDesk } from './gateway-desk';
import { plainAnswer } from './plain-answer';
import type { ReadCall } from './read-call';
import type { RequestRecord } from './request-record';
import type { Route } from './routes';
import { sendAnswer } from './send-answer';
import { spoilAnswer } from './spoil-answer';
import type { WireAnswer } from './wire-answer';

const slowMsDefault = 5_000;
const lateMsDefault = 1_000;

/** Answers one request: meets its fault, lets the step take effect when the fault says so, and sends what is left of the answer. */
export async function serveCall(desk: GatewayDesk, route: Route, read: ReadCall, arrived: Arrival, reply: FastifyReply): Promise<void> {
  const { state, trouble, log } = desk;
  const reference = read.reference ?? state.store.byId(read.call.id)?.facts.referenceId;
  const fault = trouble.meet(read.step, reference, Date.now());
  const record: RequestRecord = log.add({ ...arrived, step: read.step, reference, status: undefined, fault: fault?.answer });
  const effect = (): GatewayAnswer => trueAnswer(desk, route, read);
  const wire = fault === undefined ? plainAnswer(effect()) : await meetFault(desk, fault, read, reference, effect);
  const latencyMs = drawTime(state.settings.latencyMs, state.seed, 'latency', read.step, reference ?? '');
  if (latencyMs > 0) await sleep(latencyMs);
  if (wire.kind === 'send') record.status = wire.status;
  sendAnswer(reply, wire);
}

/** What a request is before it is taken apart. */
export type Arrival = Readonly<{ method: string; path: string; timeMs: number }>;

function trueAnswer({ state, access }: GatewayDesk, route: Route, { call, proof, step, unreadable }: ReadCall): GatewayAnswer {
  // The public key opens single invoices, never the list.
  const refusal = call.side === 'public' && step !== 'list' ? access.refusePublic(proof) : access.refusePrivate(proof);
  if (refusal !== undefined) return refusal;
  return unreadable ? errorAnswer(400) : route.answer(state, call);
}

async function meetFault(
  desk: GatewayDesk,
  fault: Fault,
  read: ReadCall,
  reference: string | undefined,
  effect: () => GatewayAnswer,
): Promise<WireAnswer> {
  const words = wordsOf(desk, fault, read, reference);
  if (fault.answer === 'slow') {
    const early = fault.when === 'after' ? effect() : undefined;
    await sleep(fault.delayMs ?? slowMsDefault);
    return spoilAnswer(fault, early ?? effect(), words);
  }
  if (fault.when === 'after') return spoilAnswer(fault, effect(), words);
  if (fault.when === 'late') {
    const timer = setTimeout(() => {
      desk.lateEffects.delete(timer);
      effect();
    }, fault.lateMs ?? lateMsDefault);
    desk.lateEffects.add(timer);
  }
  return spoilAnswer(fault, undefined, words);
}

/** A process call or a read sends no details itself: its echo repeats those of the create. */
function wordsOf({ echoes }: GatewayDesk, fault: Fault, { call, step }: ReadCall, reference: string | undefined): readonly string[] {
  if (fault.echo !== true) return [];
  return step === 'create' ? echoWords(call.body) : (echoes.get(reference ?? '') ?? []);
}
