import { errorAnswer } from './error-answer';
import type { GatewayAnswer } from './gateway-answer';
import type { SandboxAccount } from './sandbox-account';

/** What a caller shows to be let in. */
export type Proof = Readonly<{ authorization: string | undefined; publicKey: string | undefined }>;

/** The account's keys, and whether they still open anything. */
export class Access {
  readonly #basic: string;
  readonly #publicKey: string;
  #barred: 401 | 403 | undefined;

  constructor(account: SandboxAccount) {
    this.#basic = `Basic ${Buffer.from(`${account.id}:${account.apiKey}`).toString('base64')}`;
    this.#publicKey = account.publicKey;
  }

  setState(state: Readonly<{ valid: boolean; answer?: 401 | 403 }>): void {
    this.#barred = state.valid ? undefined : (state.answer ?? 401);
  }

  /** The refusal of the private API, undefined for who may come in. */
  refusePrivate({ authorization }: Proof): GatewayAnswer | undefined {
    return this.#refuse(authorization === this.#basic);
  }

  /** The refusal of the public API, undefined for who may come in. */
  refusePublic({ publicKey }: Proof): GatewayAnswer | undefined {
    return this.#refuse(publicKey === this.#publicKey);
  }

  #refuse(known: boolean): GatewayAnswer | undefined {
    if (!known) return errorAnswer(401);
    return this.#barred === undefined ? undefined : errorAnswer(this.#barred);
  }
}
