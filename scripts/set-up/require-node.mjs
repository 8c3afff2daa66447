// Imported first by every script, for its effect: the other modules need what this checks, down to the syntax of their dependencies.
const [major, minor] = process.versions.node.split('.').map(Number);
const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;

if (!fits) {
  console.error(
    `Payrun needs Node 20.19 or newer (of 22: 22.12 or newer); this is ${process.version}. Install one from https://nodejs.org and try again.`,
  );
  process.exit(1);
}
