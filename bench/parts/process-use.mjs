import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of 10 ms. */
const tickMs = 10;

/**
 * What a process and all that it started have used, by Linux's process table.
 * @returns {{ cpuMs: number, memoryMb: number, memoryPeakMb: number }} the peak is the process's own, the rest is of all together
 */
export function processUse(pid) {
  const family = familyOf(pid);
  const uses = family.map(useOf);
  const sum = (pick) => uses.reduce((total, use) => total + pick(use), 0);
  return { cpuMs: sum((use) => use.cpuMs), memoryMb: sum((use) => use.memoryMb), memoryPeakMb: useOf(pid).memoryPeakMb };
}

function familyOf(pid) {
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = fieldsOf(name)?.parent;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const family = [pid];
  for (const member of family) family.push(...(children.get(member) ?? []));
  return family;
}

function useOf(pid) {
  const ticks = fieldsOf(pid)?.ticks ?? 0;
  const status = read(`/proc/${pid}/status`);
  const megabytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { cpuMs: ticks * tickMs, memoryMb: megabytes('VmRSS'), memoryPeakMb: megabytes('VmHWM') };
}

/** The program's name stands in brackets and may hold anything, so fields count from behind it. Time of children that ended is in it. */
function fieldsOf(pid) {
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  if (fields.length < 15) return undefined;
  const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number);
  return { parent: Number(fields[1]), ticks: user + system + childUser + childSystem };
}

/** A process may end while it is looked at. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
