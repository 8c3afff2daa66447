import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const opsFolder = join(__dirname, '../../ops');

type Panel = Readonly<{
  id: number;
  title: string;
  description?: string;
  gridPos: Readonly<{ x: number; y: number; w: number; h: number }>;
  targets: readonly Readonly<{ expr: string }>[];
}>;

export type Dashboard = Readonly<{
  panels: readonly Panel[];
  templating: Readonly<{ list: readonly Readonly<{ name: string; query: string | Readonly<{ query: string }> }>[] }>;
}>;

export const readDashboard = (): Dashboard => JSON.parse(readFileSync(join(opsFolder, 'grafana/payrun.json'), 'utf8'));

/** What its panels ask, and what its variables are filled with. */
export function dashboardExpressions(): readonly string[] {
  const { panels, templating } = readDashboard();
  const variables = templating.list.flatMap(({ query }) => (typeof query === 'string' ? [] : [query.query]));
  return [...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)), ...variables];
}

const alertsText = (): string => readFileSync(join(opsFolder, 'prometheus/alerts.yml'), 'utf8');

export const alertNames = (): readonly string[] => [...alertsText().matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);

/** On one line, or the indented block below `expr: |`. */
export const alertExpressions = (): readonly string[] =>
  [...alertsText().matchAll(/^( +)expr: (?:\|\n((?:\1 +.*\n)+)|(.+))/gm)].map(([, , block, line]) => block ?? line ?? '');
