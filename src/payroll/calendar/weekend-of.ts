type WithWeek = Intl.Locale &
  Readonly<{ weekInfo?: Readonly<{ weekend: readonly number[] }>; getWeekInfo?: () => Readonly<{ weekend: readonly number[] }> }>;

/**
 * The days of a country's weekend, 1 (Monday) to 7, by the Unicode CLDR of this Node. Whoever stores a calendar stores the days, since another
 * Node may know better. `undefined`: no country of this ISO 3166 code.
 */
export function weekendOf(country: string): readonly number[] | undefined {
  if (!/^[A-Z]{2}$/.test(country)) return undefined;
  const isKnown = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(country) !== undefined;
  const locale: WithWeek = new Intl.Locale(`und-${country}`);
  return isKnown ? (locale.getWeekInfo?.() ?? locale.weekInfo)?.weekend : undefined;
}
