import { limits } from '../domain/limits';
import type { Answer, AnswerKind } from '../gateway/payout-gateway';
import type { PayoutService } from '../gateway/payout-service';
import type { ServiceFields } from '../gateway/service-fields';
import type { ServiceGateway } from '../gateway/service-gateway';
import type { LiveNeed, LiveTrouble } from './live-rules';
import { liveTrouble } from './live-trouble';
import { prerequestAmount } from './prerequest-amount';

type Offers = ReadonlyMap<string, ServiceFields>;

export type OffersResult =
  | Readonly<{ ok: true; offers: Offers }>
  | Readonly<{ ok: false; reason: LiveTrouble; httpStatus: number | undefined }>;

/** What one pre-request offers, or why it taught nothing. */
function offersIn(answer: Answer<readonly ServiceFields[]>): readonly ServiceFields[] | Readonly<{ trouble: LiveTrouble }> {
  const kind: AnswerKind = answer.kind;
  if (kind === 'ok') return answer.body ?? [];
  if (kind !== 'unprocessable') return { trouble: liveTrouble(kind) };
  // A 422 about the key concerns everybody; one about the currency or the amount says that nothing is offered for it.
  return answer.messages.some(({ field }) => /key/i.test(field)) ? { trouble: 'unauthorized' } : [];
}

/**
 * Asks for the services offered in one currency: once for all needs together, then once more for each that is missing, with its
 * own row's amount. Needs are distinct services of that currency. The first answer that teaches nothing ends it.
 */
export async function askForOffers(
  needs: readonly LiveNeed[],
  listed: readonly PayoutService[],
  gateway: ServiceGateway,
  signal?: AbortSignal,
): Promise<OffersResult> {
  const offers = new Map<string, ServiceFields>();
  const asked = new Set<bigint>();
  const codes = new Set(listed.map(({ code }) => code));
  let unlistedAsked = 0;

  async function ask(currency: string, amountMinor: bigint): Promise<Extract<OffersResult, { ok: false }> | undefined> {
    asked.add(amountMinor);
    const answer = await gateway.prerequest(currency, amountMinor, signal);
    const found = offersIn(answer);
    if ('trouble' in found) return { ok: false, reason: found.trouble, httpStatus: answer.httpStatus };
    for (const offer of found) if (!offers.has(offer.code)) offers.set(offer.code, offer);
    return undefined;
  }

  const together = prerequestAmount(needs, listed);
  for (const { service, currency, amountMinor } of needs) {
    const trouble = asked.size === 0 && together !== undefined ? await ask(currency, together) : undefined;
    if (trouble) return trouble;
    if (offers.has(service) || asked.has(amountMinor)) continue;
    // A file of invented services must not become a flood of questions.
    if (!codes.has(service) && ++unlistedAsked > limits.unlistedServicesAskedMax) continue;
    const ownTrouble = await ask(currency, amountMinor);
    if (ownTrouble) return ownTrouble;
  }
  return { ok: true, offers };
}
