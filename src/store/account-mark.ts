import { createHash } from 'node:crypto';
import type { AccountIdentity } from './accounts';

/**
 * Eight hex digits that stand for an account where others can read them, in ids and arguments of Temporal: addresses of accounts are long and
 * may be anything, and several accounts may share a namespace. Never change how it is made: orders of years carry it.
 */
export const accountMark = ({ address, account, mode }: AccountIdentity): string =>
  createHash('sha256').update(`${address} ${account} ${mode}`).digest('hex').slice(0, 8);
