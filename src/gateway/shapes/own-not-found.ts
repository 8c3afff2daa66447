import { z } from 'zod';

const notFoundShape = z.object({
  errors: z
    .array(z.looseObject({ status: z.unknown().optional(), code: z.unknown().optional() }))
    .refine((errors) => errors.some(({ status, code }) => [status, code].some((word) => /^(404|not[ _]found)$/i.test(String(word))))),
});

/**
 * Whether a 404 is the gateway's own (`{"errors":[{"status":"Not Found","code":"404"}]}`, payouts.txt). A proxy's or a
 * web server's 404 says nothing about a payout, and must never be taken for "absent".
 */
export function isOwnNotFound(json: unknown): boolean {
  return notFoundShape.safeParse(json).success;
}
