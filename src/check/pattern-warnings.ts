import { assertNever } from '../domain/assert-never';
import type { PatternProblem } from '../gateway/field-pattern';
import type { FileWarning } from './file-warning';
import type { LiveRules } from './live-rules';

function wordsOf(problem: PatternProblem): string {
  switch (problem) {
    case 'too_long':
      return 'one that is too long to be safe';
    case 'does_not_compile':
      return 'one that cannot be read, or only slowly tried';
    case 'rejects_its_example':
      return "one that refuses the gateway's own example";
    default:
      return assertNever(problem);
  }
}

/** The gateway's patterns that are not enforced: rows pass here that the gateway may still refuse. */
export function patternWarnings({ services }: LiveRules): readonly FileWarning[] {
  return services.flatMap(({ service, currency, standing, fields = [] }) =>
    fields.flatMap(({ key, patternProblem }) => {
      if (standing !== 'offered' || patternProblem === undefined) return [];
      const expected = `a pattern of ${service} (${currency}) to hold the cells against`;
      const fix = "They are not checked, and the gateway may refuse some: tell the gateway's manager of the pattern.";
      return [{ code: 'pattern_not_enforced', column: `fields.${key}`, expected, got: wordsOf(patternProblem), fix }];
    }),
  );
}
