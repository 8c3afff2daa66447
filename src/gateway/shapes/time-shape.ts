import { z } from 'zod';

const digits = /^\d{1,12}$/;

function toDate(value: number | string): Date | undefined {
  const date = typeof value === 'number' || digits.test(value) ? new Date(Number(value) * 1_000) : new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Unix seconds (payouts.txt), as a number or as text, or an ISO time; anything else counts as missing. */
export const timeShape = z.union([z.number(), z.string()]).transform(toDate).optional().catch(undefined);
