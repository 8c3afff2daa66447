import type { Breach, Claim } from './claim';

/** What was found is never repeated: a breach says which secret, and where. */
export const secretsStayIn: Claim = {
  says: 'no card number, account, name or key stands in a history, list, table, log, file or command line',
  breaches({ secrets: { findings, missed, places } }) {
    const whole = (what: string): Breach => ({ reference: undefined, what });
    return [
      ...(places === 0 ? [whole('nothing was searched')] : []),
      ...missed.map((secret) => whole(`the search does not find ${secret} even where it stands`)),
      ...findings.map(({ secret, form, where }) => whole(`${secret} (${form}) stands in ${where}`)),
    ];
  },
};
