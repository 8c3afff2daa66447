import { alertExpressions, dashboardExpressions } from './watching-files';

/** Every name of a metric that the dashboard or an alert asks for. */
export function metricNamesAskedFor(): readonly string[] {
  const expressions = [...alertExpressions(), ...dashboardExpressions()];
  return [...new Set(expressions.flatMap((text) => text.match(/\b(?:payrun|temporal)_\w+/g) ?? []))].sort();
}
