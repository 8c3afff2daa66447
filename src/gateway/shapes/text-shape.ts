import { z } from 'zod';

/** Text, or a number in its place (ids of some brands); anything else, `null` and `""` included, counts as missing. */
export const textShape = z
  .union([z.string().min(1), z.number()])
  .transform(String)
  .optional()
  .catch(undefined);
