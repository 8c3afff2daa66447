import { z } from 'zod';

/** True or false, also in PHP's spellings (1, "0"); anything else counts as missing. */
export const flagShape = z
  .union([
    z.boolean(),
    z.literal([0, 1]).transform(Boolean),
    z.literal(['0', 'false']).transform(() => false),
    z.literal(['1', 'true']).transform(() => true),
  ])
  .optional()
  .catch(undefined);
