/** `5%`, `2.5%` → hundredths of a per cent, so that no fraction is rounded; undefined for anything else, more than 100 % included. */
export function parseShare(text: string): number | undefined {
  const [, whole, fraction = ''] = /^([0-9]{1,3})(?:\.([0-9]{1,2}))?%$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const share = Number(whole + fraction.padEnd(2, '0'));
  return share > wholeShare ? undefined : share;
}

/** All of it, in hundredths of a per cent. */
export const wholeShare = 10_000;
