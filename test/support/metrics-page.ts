export type Series = Readonly<{ name: string; labels: Readonly<Record<string, string>>; value: number }>;

const unescaped = (text: string): string => text.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));

function labelsOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name = '', value = '']) => [name, unescaped(value)]));
}

/** A page of metrics as Prometheus reads it. */
export class MetricsPage {
  readonly series: readonly Series[];

  constructor(readonly text: string) {
    this.series = text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
        return { name, labels: labelsOf(labels), value: Number(value.replace('Inf', 'Infinity')) };
      });
  }

  static async scrape(address: string): Promise<MetricsPage> {
    const answer = await fetch(`http://${address}/metrics`);
    if (!answer.ok) throw new Error(`the metrics answered ${answer.status}`);
    return new MetricsPage(await answer.text());
  }

  /** Names of metrics, a histogram's as its parts have them. */
  get names(): ReadonlySet<string> {
    return new Set(this.series.map(({ name }) => name));
  }

  /** The only series of this name; `undefined` where there is none. */
  value(name: string): number | undefined {
    const found = this.series.filter((each) => each.name === name);
    if (found.length > 1) throw new Error(`${name} has ${found.length} series`);
    return found[0]?.value;
  }

  /** Values by these labels, joined by a space; those that are 0 are left out. */
  by(name: string, ...labels: readonly string[]): Readonly<Record<string, number>> {
    const sums: Record<string, number> = {};
    for (const each of this.series) {
      if (each.name !== name || each.value === 0) continue;
      const key = labels.map((label) => each.labels[label] ?? '').join(' ');
      sums[key] = (sums[key] ?? 0) + each.value;
    }
    return sums;
  }
}
