import type { Answer } from './payout-gateway';

/** GET `/account/profile`: a read that proves the credentials. */
export type AccountProfile = Readonly<{
  id: string;
  status: string | undefined;
  name: string | undefined;
  /** With `none` the account keeps no balances: zero says nothing about funds. */
  ledgerScheme: string | undefined;
}>;

/** One currency of GET `/account/balances`, in minor units. Advice, never a gate. */
export type AccountBalance = Readonly<{
  currency: string;
  activeMinor: bigint | undefined;
  pendingMinor: bigint | undefined;
  reservedMinor: bigint | undefined;
}>;

/** What the account says about itself, for `doctor` and for advice. Never throws for an answer. */
export interface AccountGateway {
  readProfile(signal?: AbortSignal): Promise<Answer<AccountProfile>>;
  readBalances(signal?: AbortSignal): Promise<Answer<readonly AccountBalance[]>>;
}
