// Preloaded into a worker (`node -r`): its clock goes by what the file that PROOF_CLOCK_FILE names says, in milliseconds ahead or behind.
const { readFileSync } = require('node:fs');

const RealDate = Date;
let offsetMs = 0;

const look = () => {
  try {
    offsetMs = Number(readFileSync(process.env.PROOF_CLOCK_FILE, 'utf8')) || 0;
  } catch {
    offsetMs = 0;
  }
};
look();
setInterval(look, 100).unref();

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [RealDate.now() + offsetMs] : parts));
  }

  static now() {
    return RealDate.now() + offsetMs;
  }
};
