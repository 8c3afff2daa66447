import { formatAmount } from '../domain/format-amount';
import { createCorefyAccount } from '../gateway/corefy-account';
import { createCorefyServices } from '../gateway/corefy-services';
import type { Answer } from '../gateway/payout-gateway';
import { accountOf } from '../parts/account-of';
import type { Parts } from '../parts/parts';
import { hasWorker } from '../temporal/has-worker';
import { missingSearchAttributes } from '../temporal/missing-search-attributes';
import type { Finding, Look } from './connection-finding';
import { failureOf } from './failure-of';
import { groupThousands } from './group-thousands';
import { tryBatches } from './try-batches';
import { lookAtNotices, sendTestNotice } from './try-notices';
import { tryPayrolls } from './try-payrolls';

/** Tries each connection by itself, and what hangs on it only once it works. Reads only, but for the test notice that is asked for. */
export async function tryConnections(parts: Parts, sendsTestNotice: boolean): Promise<readonly Finding[]> {
  const tables = await attempt('database', () => database(parts));
  const findings = [tables];
  const server = await attempt('Temporal', () => temporal(parts));
  findings.push(server);
  if (server.ok) {
    findings.push(await attempt('search attributes', () => attributes(parts)));
    findings.push(await attempt('worker', () => worker(parts)));
    if (tables.ok) findings.push(...(await tryBatches(parts)), ...(await tryPayrolls(parts)));
  }
  const gateway = await attempt('gateway', () => profile(parts));
  findings.push(gateway);
  if (gateway.ok) findings.push(await attempt('balances', () => balances(parts)));
  if (parts.settings.notify !== undefined) findings.push(await attempt('notices', () => lookAtNotices(parts)));
  if (sendsTestNotice) findings.push(await attempt('test notice', () => sendTestNotice(parts)));
  return findings;
}

async function attempt(name: string, look: () => Promise<Look>): Promise<Finding> {
  try {
    return { name, ...(await look()) };
  } catch (error) {
    const { message, hint } = failureOf(error);
    return { name, ok: false, words: message, fix: hint };
  }
}

async function database(parts: Parts): Promise<Look> {
  const { db } = await parts.store();
  const [row] = await db.query<{ version: string }>("select current_setting('server_version') as version");
  const kind = parts.settings.database.kind === 'embedded' ? `embedded, in ${parts.settings.dataDir}` : 'PostgreSQL';
  // The key is used here, so that a wrong one is told before the first file is stored.
  const { sealing } = parts.dataKeys();
  return { ok: true, words: `${kind}, version ${row?.version ?? 'unknown'}, tables up to date, data key ${sealing.id}` };
}

async function temporal(parts: Parts): Promise<Look> {
  const { address, namespace } = parts.temporalServer();
  await parts.temporal();
  const ui = parts.places.temporal === undefined ? '' : `, its UI at ${parts.places.temporal.uiUrl}`;
  return { ok: true, words: `${address}, namespace ${namespace}${ui}` };
}

async function attributes(parts: Parts): Promise<Look> {
  const { connection } = await parts.temporal();
  const missing = await missingSearchAttributes(connection, parts.temporalServer().namespace);
  if (missing.length === 0) return { ok: true, words: 'all there' };
  return { ok: false, words: `missing: ${missing.join(', ')}`, fix: 'payrun worker creates them where the server permits it' };
}

async function worker(parts: Parts): Promise<Look> {
  const { connection } = await parts.temporal();
  if (await hasWorker(connection, parts.temporalServer().namespace)) return { ok: true, words: 'at least one runs' };
  return { ok: false, words: 'none has asked for work in the last minutes', fix: 'start one with payrun worker' };
}

async function profile(parts: Parts): Promise<Look> {
  const gateway = createCorefyAccount(parts.gateway());
  try {
    const answer = await gateway.readProfile();
    const { address, account, mode } = accountOf(parts.settings);
    if (isMissing(answer) && (await listsServices(parts)))
      return { ok: true, words: `${account} at ${address}, mode ${mode}; it has no profile` };
    if (answer.body === undefined) return refused(answer);
    const { id, status, ledgerScheme } = answer.body;
    const other = id === account ? '' : `; the account calls itself ${id}`;
    const ledger = ledgerScheme === undefined ? '' : `, ledger ${ledgerScheme}`;
    return { ok: true, words: `${account} at ${address}, mode ${mode}, status ${status ?? 'unknown'}${ledger}${other}` };
  } finally {
    gateway.close();
  }
}

async function balances(parts: Parts): Promise<Look> {
  const gateway = createCorefyAccount(parts.gateway());
  try {
    const answer = await gateway.readBalances();
    if (isMissing(answer)) return { ok: true, words: 'the gateway tells none' };
    if (answer.body === undefined) return refused(answer);
    const known = answer.body.flatMap(({ currency, activeMinor }) =>
      activeMinor === undefined ? [] : [`${currency} ${groupThousands(formatAmount(activeMinor, currency))}`],
    );
    return { ok: true, words: known.join(', ') || 'the account keeps none' };
  } finally {
    gateway.close();
  }
}

/** The documents of payouts do not speak of profile and balances: a brand may have neither, and pay all the same. */
const isMissing = ({ kind }: Answer<unknown>): boolean => kind === 'not_found' || kind === 'method_not_allowed';

/** What a payment needs anyway proves address and credentials as well. */
async function listsServices(parts: Parts): Promise<boolean> {
  const services = createCorefyServices(parts.gateway());
  try {
    return (await services.listServices()).kind === 'ok';
  } finally {
    services.close();
  }
}

function refused({ kind, httpStatus }: Answer<unknown>): Look {
  if (httpStatus === undefined)
    return { ok: false, words: 'it did not answer', fix: 'check PAYRUN_GATEWAY_URL and the network on the way' };
  const words = `it answered ${httpStatus}`;
  if (kind === 'unauthorized' || kind === 'forbidden')
    return { ok: false, words, fix: 'check PAYRUN_ACCOUNT_ID, PAYRUN_API_KEY and PAYRUN_MODE' };
  if (kind === 'not_found' || kind === 'method_not_allowed' || kind === 'unreadable')
    return { ok: false, words, fix: 'check PAYRUN_GATEWAY_URL' };
  return { ok: false, words };
}
