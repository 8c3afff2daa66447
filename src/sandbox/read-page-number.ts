/** A whole number from 1 on out of a query, or what stands for it when it is missing or anything else. */
export function readPageNumber(text: string | undefined, otherwise: number): number {
  const number = Number(text);
  return Number.isSafeInteger(number) && number >= 1 ? number : otherwise;
}
