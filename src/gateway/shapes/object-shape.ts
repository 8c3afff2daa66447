import { z } from 'zod';

/** An object by keys. PHP writes an empty one as `[]`, and `null` was seen too: whatever is no object counts as empty. */
export const objectShape = z.record(z.string(), z.unknown()).catch({});
