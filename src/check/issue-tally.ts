import { limits } from '../domain/limits';
import type { RowIssue } from '../domain/row-issue';
import type { IssueSummary } from './file-check';

/** Collects issues without end in bounded memory: counts them all and keeps the first of each code. */
export class IssueTally<Issue extends Readonly<{ code: string }> = RowIssue> {
  #total = 0;
  readonly #countsByCode = new Map<string, number>();
  readonly #kept: Issue[] = [];

  add(issues: readonly Issue[]): void {
    for (const issue of issues) {
      const count = (this.#countsByCode.get(issue.code) ?? 0) + 1;
      this.#countsByCode.set(issue.code, count);
      this.#total += 1;
      if (count <= limits.issuesKeptPerCodeMax) this.#kept.push(issue);
    }
  }

  summary(): IssueSummary<Issue> {
    return { total: this.#total, countsByCode: Object.fromEntries(this.#countsByCode), kept: [...this.#kept] };
  }
}
