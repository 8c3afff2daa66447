import type { LiveRules, LiveService } from '../check/live-rules';
import { formatAmount } from '../domain/format-amount';
import { limits } from '../domain/limits';
import { groupThousands } from './group-thousands';

function limitsOf({ currency, amountMinMinor, amountMaxMinor }: LiveService) {
  const shown = (minor: string | undefined) => (minor === undefined ? undefined : formatAmount(BigInt(minor), currency));
  return { least: shown(amountMinMinor), most: shown(amountMaxMinor) };
}

/** What the gateway wants of a service in a currency, as JSON. */
export function rulesDocument(rules: LiveService): Readonly<Record<string, unknown>> {
  const { service, currency, standing, fields } = rules;
  const wanted = fields?.filter(({ required }) => required).map(({ key }) => key);
  return { service, currency, standing, ...limitsOf(rules), ...(wanted === undefined ? {} : { required: wanted }) };
}

/** By what a file is paid, a line for each service and currency: `card in USD: 0.01 to 1 000 000.00, wants card_number`. */
export function rulesText({ services }: LiveRules): string {
  const offered = services.filter(({ standing }) => standing === 'offered');
  const lines = offered.slice(0, limits.issueLinesShownPerCodeMax).map(rulesLine);
  const more = offered.length - lines.length;
  return ['The gateway pays it by:', ...lines, ...(more > 0 ? [`  … ${more} more`] : [])].join('\n');
}

function rulesLine(rules: LiveService): string {
  const { least, most } = limitsOf(rules);
  const [from, to] = [least, most].map((amount) => amount && groupThousands(amount));
  const range = from && to ? `${from} to ${to}` : from ? `from ${from}` : to ? `up to ${to}` : 'any amount';
  const wanted = rules.fields?.filter(({ required }) => required).map(({ key }) => key) ?? [];
  return `  ${rules.service} in ${rules.currency}: ${range}${wanted.length > 0 ? `, wants ${wanted.join(', ')}` : ''}`;
}
