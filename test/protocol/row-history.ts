import type { RowState } from '../../src/domain/outcome';
import type { Step, Verdict } from '../../src/domain/step';
import type { CallFact, RowFacts } from '../../src/protocol/row-facts';

export const timing = { requestTimeoutMs: 30_000, startToCloseMs: 40_000 };

type Told = Readonly<{ verdict?: Verdict; status?: number; saw?: string; retryAtMs?: number; doneMs?: number }>;

/** A row's past, told line by line: `at(seconds, step, answer)`. A line without an answer is one whose attempt died. */
export class RowHistory {
  private readonly calls: CallFact[] = [];

  at(seconds: number, step: Step, told: Told = {}): this {
    const sentAtMs = seconds * 1_000;
    this.calls.push({
      id: BigInt(this.calls.length + 1),
      step,
      sentAtMs,
      doneAtMs: told.verdict === undefined ? undefined : sentAtMs + (told.doneMs ?? 100),
      httpStatus: told.status,
      verdict: told.verdict,
      sawStatus: told.saw,
      retryAtMs: told.retryAtMs,
    });
    return this;
  }

  facts(state: RowState, nowSeconds: number, othersPass = false): RowFacts {
    const sends = this.calls.filter(({ step }) => step === 'create' || step === 'process');
    return { state, newestSend: sends.at(-1)?.id, nowMs: nowSeconds * 1_000, calls: this.calls, othersPass };
  }
}

export const ambiguous = { verdict: 'ambiguous', status: 502 } as const;
export const absent = { verdict: 'absent', status: 404 } as const;
export const sawCreated = { verdict: 'done', status: 200, saw: 'created' } as const;
