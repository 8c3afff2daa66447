import { isCleartext } from '../gateway/is-cleartext';
import type { SettingText } from './read-texts';
import type { SettingName, SettingValues } from './setting-table';
import type { SettingsProblem } from './settings-problem';

type Texts = ReadonlyMap<SettingName, SettingText>;

const gatewayNames = ['PAYRUN_GATEWAY_URL', 'PAYRUN_ACCOUNT_ID', 'PAYRUN_API_KEY', 'PAYRUN_PUBLIC_KEY'] as const;
const gatewayExtras = ['PAYRUN_GATEWAY_PUBLIC_URL', 'PAYRUN_SIGNING_KEY'] as const;
const keyNames = ['PAYRUN_API_KEY', 'PAYRUN_PUBLIC_KEY', 'PAYRUN_SIGNING_KEY'] as const;

/** What is wrong with settings that are right by themselves. */
export function problemsTogether(values: SettingValues, texts: Texts): readonly SettingsProblem[] {
  return [
    ...halfGateway(texts),
    ...keysOfOtherMode(values, texts),
    ...liveRules(values, texts),
    ...databaseRules(texts),
    ...temporalRules(texts),
    ...notifyRules(values, texts),
    ...approvalRules(values),
  ];
}

/** Half a gateway must not fall back to the sandbox: somebody would take its report for payments. */
function halfGateway(texts: Texts): readonly SettingsProblem[] {
  if (![...gatewayNames, ...gatewayExtras].some((name) => texts.has(name))) return [];
  const missing = gatewayNames.filter((name) => !texts.has(name));
  const fix = `Set all of ${gatewayNames.join(', ')}, or none of the gateway's settings for the sandbox.`;
  return missing.map((name) => ({ name, expected: 'a value, since other settings of the gateway are there', got: 'nothing', fix }));
}

function keysOfOtherMode(values: SettingValues, texts: Texts): readonly SettingsProblem[] {
  const other = values.PAYRUN_MODE === 'live' ? 'test' : 'live';
  return keyNames
    .filter((name) => new RegExp(`^[sp]k_${other}_`).test(texts.get(name)?.text ?? ''))
    .map((name) => ({
      name,
      expected: `a key of ${values.PAYRUN_MODE} mode`,
      got: `a key of ${other} mode`,
      fix: `Use the ${values.PAYRUN_MODE} key, or set PAYRUN_MODE=${other}.`,
    }));
}

function liveRules(values: SettingValues, texts: Texts): readonly SettingsProblem[] {
  if (values.PAYRUN_MODE !== 'live') return [];
  const problems: SettingsProblem[] = [];
  if (!texts.has('PAYRUN_GATEWAY_URL')) {
    const fix = `Set ${gatewayNames.join(', ')}, or PAYRUN_MODE=test.`;
    problems.push({ name: 'PAYRUN_GATEWAY_URL', expected: 'a gateway, since PAYRUN_MODE is live', got: 'nothing', fix });
  }
  for (const name of ['PAYRUN_GATEWAY_URL', 'PAYRUN_GATEWAY_PUBLIC_URL'] as const) {
    if (values[name]?.cleartext === true) {
      problems.push({
        name,
        expected: 'https, since PAYRUN_MODE is live',
        got: 'http to another machine',
        fix: 'The API key would travel in the clear.',
      });
    }
  }
  if (!texts.has('DATABASE_URL') && !texts.has('PAYRUN_DATA_DIR')) {
    const fix = 'Set DATABASE_URL to a PostgreSQL, or choose with PAYRUN_DATA_DIR where the embedded database keeps what was paid.';
    problems.push({ name: 'DATABASE_URL', expected: 'a database, since PAYRUN_MODE is live', got: 'nothing', fix });
  }
  return problems;
}

/** The embedded database keeps a key beside it; one that others reach must not have its key made up by whoever comes first. */
function databaseRules(texts: Texts): readonly SettingsProblem[] {
  if (!texts.has('DATABASE_URL') || texts.has('PAYRUN_DATA_KEY')) return [];
  const fix = 'Make one (openssl rand -base64 32), keep it safe, and set it for every worker and command.';
  return [{ name: 'PAYRUN_DATA_KEY', expected: 'a key, since DATABASE_URL is set', got: 'nothing', fix }];
}

/** An unsigned notice could be anybody's; one in the clear, and an address that holds a token, are for everybody to read. */
function notifyRules({ PAYRUN_NOTIFY_URL: url }: SettingValues, texts: Texts): readonly SettingsProblem[] {
  if (!texts.has('PAYRUN_NOTIFY_URL')) return [];
  const problems: SettingsProblem[] = [];
  if (!texts.has('PAYRUN_NOTIFY_SECRET')) {
    const fix = 'Make one (echo whsec_$(openssl rand -base64 32)) and give it to the receiver too.';
    problems.push({ name: 'PAYRUN_NOTIFY_SECRET', expected: 'a secret, since PAYRUN_NOTIFY_URL is set', got: 'nothing', fix });
  }
  if (url !== undefined && isCleartext(new URL(url.reveal()))) {
    const fix = 'Give the receiver a certificate, or put a proxy on this machine before it.';
    problems.push({ name: 'PAYRUN_NOTIFY_URL', expected: 'https', got: 'http to another machine', fix });
  }
  return problems;
}

function temporalRules(texts: Texts): readonly SettingsProblem[] {
  if (texts.has('TEMPORAL_ADDRESS') || texts.has('TEMPORAL_CONFIG_FILE')) return [];
  const lonely = [...texts.keys()].filter((name) => name.startsWith('TEMPORAL_') && texts.get(name)?.text !== 'default');
  const fix = 'Set TEMPORAL_ADDRESS, or none of these for a server on this machine.';
  return lonely.map((name) => ({ name, expected: 'TEMPORAL_ADDRESS beside it', got: 'none', fix }));
}

/** A ceiling that holds nothing up would be taken for a guard. */
function approvalRules(values: SettingValues): readonly SettingsProblem[] {
  if (values.PAYRUN_APPROVAL !== 'none' || values.PAYRUN_APPROVAL_CEILING === undefined) return [];
  const fix = 'Set PAYRUN_APPROVAL=one or two, or leave PAYRUN_APPROVAL_CEILING out.';
  return [{ name: 'PAYRUN_APPROVAL', expected: 'one or two, since PAYRUN_APPROVAL_CEILING is set', got: 'none', fix }];
}
