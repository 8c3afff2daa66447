import { isCleartext } from './is-cleartext';

/** Why a text is not a gateway's base address. */
type AddressProblem = 'not_a_url' | 'not_http' | 'has_credentials' | 'has_query';

export type GatewayAddress =
  | Readonly<{
      ok: true;
      /** The one spelling that is stored, shown to people and joined with paths: no credentials, no slash at the end. */
      address: string;
      /** Plain HTTP to another machine: the API key would travel in the clear. */
      cleartext: boolean;
    }>
  | Readonly<{ ok: false; problem: AddressProblem }>;

/**
 * Reads a base address as a brand's manager gives it: with or without `/api`, with or without a slash at its end.
 * The path is kept as given, since only the brand knows whether `/api` belongs to it. The problem never repeats the text.
 */
export function gatewayAddress(text: string): GatewayAddress {
  if (!URL.canParse(text.trim())) return { ok: false, problem: 'not_a_url' };
  const url = new URL(text.trim());
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, problem: 'not_http' };
  // The key has a setting of its own; in an address it would be printed, stored and sent to the wrong place.
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'has_credentials' };
  if (url.search !== '' || url.hash !== '') return { ok: false, problem: 'has_query' };
  const path = url.pathname.replace(/\/+$/, '');
  return { ok: true, address: `${url.origin}${path}`, cleartext: isCleartext(url) };
}
