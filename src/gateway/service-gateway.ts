import type { Answer } from './payout-gateway';
import type { PayoutService } from './payout-service';
import type { ServiceFields } from './service-fields';

/** What can be learnt before anything is sent. Reads only: each may be repeated. Never throws for an answer. */
export interface ServiceGateway {
  readonly mode: 'test' | 'live';
  /** False without a public key: then `prerequest` asks nobody and answers `no_answer`. */
  readonly canPrerequest: boolean;
  /** All pages of the account's services, one request each; the first answer that is not `ok` ends it and is the answer. */
  listServices(signal?: AbortSignal): Promise<Answer<readonly PayoutService[]>>;
  /** The services offered for a currency and an amount, with their fields. One request. */
  prerequest(currency: string, amountMinor: bigint, signal?: AbortSignal): Promise<Answer<readonly ServiceFields[]>>;
}
