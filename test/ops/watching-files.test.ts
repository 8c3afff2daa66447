import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportedName, type MetricName, metricTable } from '../../src/metrics/metric-table';
import { metricNamesAskedFor } from '../support/metric-names-asked-for';
import { promtool, runPromtool } from '../support/promtool';
import { alertExpressions, alertNames, dashboardExpressions, opsFolder, readDashboard } from '../support/watching-files';

const operating = readFileSync(join(__dirname, '../../docs/operating.md'), 'utf8');
const ours = (Object.keys(metricTable) as MetricName[]).map(exportedName);

test('every alert has its expression', () => expect(alertExpressions()).toHaveLength(alertNames().length));

test.each(ours)('the metric %s is explained', (name) => expect(operating).toMatch(new RegExp(`^\\| .*\`${name}\``, 'm')));

test('no metric is explained that there is none of', () => {
  const explained = operating.match(/(?<=`)payrun_\w+(?=`)/g) ?? [];
  expect(explained.filter((name) => !ours.includes(name))).toEqual([]);
});

test.each(alertNames())('what to do about the alert %s is told', (name) => expect(operating).toMatch(new RegExp(`^\\| \`${name}\``, 'm')));

test('every metric of ours is in the dashboard or in an alert', () => {
  const asked = metricNamesAskedFor().map((name) => name.replace(/_bucket$/, ''));
  expect(ours.filter((name) => !asked.includes(name))).toEqual([]);
});

test('the panels of the dashboard lie side by side, each with a title, and ask of the chosen accounts only', () => {
  const { panels } = readDashboard();
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, at) => `${x + (at % w)} ${y + Math.floor(at / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const { title, gridPos, targets } of panels) {
    expect([title, gridPos.x + gridPos.w <= 24, targets.length > 0]).toEqual([title, true, true]);
    for (const { expr } of targets) expect(expr.match(/\b(payrun|temporal)_\w+\{account=~"\$account",mode=~"\$mode"/g)).not.toBeNull();
  }
});

(promtool === undefined ? describe.skip : describe)('promtool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'payrun-ops-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('takes the alert rules', () =>
    expect(runPromtool(['check', 'rules', join(opsFolder, 'prometheus/alerts.yml')])).toMatchObject({ code: 0 }));

  test('finds that each alert fires when it should, and not before', () => {
    expect(runPromtool(['test', 'rules', 'alerts.test.yml'], '', join(opsFolder, 'prometheus'))).toMatchObject({ code: 0 });
    const tested = readFileSync(join(opsFolder, 'prometheus/alerts.test.yml'), 'utf8');
    const fired = alertNames().filter((name) => new RegExp(`alertname: ${name}\\n +exp_alerts:`).test(tested));
    expect(fired).toEqual(alertNames());
  });

  test('can read every expression of the dashboard', () => {
    const rules = dashboardExpressions()
      .filter((expr) => !expr.startsWith('label_values('))
      .map((expr, at) => `      - { record: 'panel:${at}', expr: ${JSON.stringify(expr.replaceAll('$__rate_interval', '5m'))} }`);
    const path = join(folder, 'dashboard.yml');
    writeFileSync(path, `groups:\n  - name: dashboard\n    rules:\n${rules.join('\n')}\n`);
    expect(runPromtool(['check', 'rules', path])).toMatchObject({ code: 0 });
  });
});
