import { readFileSync } from 'node:fs';

const names = ['TEMPORAL_ADDRESS', 'TEMPORAL_CONFIG_FILE'];

/** Whether Payrun runs a Temporal server itself: it does unless the environment, or `.env` in the working directory, names one. */
export function needsTemporal() {
  const file = envFile();
  return !names.some((name) => {
    if (name in process.env) return process.env[name] !== ''; // the environment wins over the file, also with nothing
    return new RegExp(`^\\s*(export\\s+)?${name}\\s*=\\s*['"]?[^'"\\s#]`, 'm').test(file);
  });
}

function envFile() {
  try {
    return readFileSync('.env', 'utf8');
  } catch {
    return '';
  }
}
