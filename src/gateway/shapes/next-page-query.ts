import { z } from 'zod';

const linksShape = z.object({
  links: z.object({ next: z.union([z.string(), z.object({ href: z.string() }).transform(({ href }) => href)]) }),
});

/**
 * The query of `links.next`, encoded; undefined on the last page (`""`, `null` or missing). Links start with `/api/` whatever
 * the base address is, so their path is never followed, and neither is a host that one may name.
 */
export function nextPageQuery(json: unknown): string | undefined {
  const parsed = linksShape.safeParse(json);
  const next = parsed.success ? parsed.data.links.next : '';
  const start = next.indexOf('?');
  if (start === -1) return undefined;
  return new URLSearchParams(next.slice(start + 1).replace(/#.*$/s, '')).toString() || undefined;
}
