import { posix } from 'node:path';

/** Relative links of a Markdown page that lead nowhere. `pages` holds every file of the checkout, Markdown with its text. */
export function linkProblems(path: string, text: string, pages: ReadonlyMap<string, string>): readonly string[] {
  return text.split('\n').flatMap((line, index) =>
    [...line.replace(/`[^`]*`/g, '').matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target) && !leadsSomewhere(path, target, text, pages))
      .map((target) => `${path}:${index + 1}: the link to ${target} leads nowhere. Correct or remove it.`),
  );
}

function leadsSomewhere(path: string, target: string, text: string, pages: ReadonlyMap<string, string>): boolean {
  const [file = '', heading] = target.split('#');
  const to = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file)).replace(/\/$/, '');
  const page = file === '' ? text : pages.get(to);
  if (page === undefined) return [...pages.keys()].some((name) => name.startsWith(`${to}/`));
  return heading === undefined || !to.endsWith('.md') || headingsOf(page).has(heading);
}

/** The anchors that a Markdown page gets on the web. */
function headingsOf(text: string): ReadonlySet<string> {
  const headings = text.split('\n').flatMap((line) => /^#{1,6}\s+(.*)$/.exec(line)?.[1] ?? []);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  );
}
