/** The reference that a row had first: what is retried after it failed goes under `-r2`, then `-r3`, and stays one payment. */
export const rootOf = (reference: string): string => reference.replace(/-r\d+$/, '');
