import { readFileSync } from 'node:fs';

/** Clock ticks per second in /proc: a constant of the Linux ABI (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** The resources that a process has used so far. */
export interface ProcessUse {
  /** CPU time of all threads, in user and kernel mode, seconds. */
  readonly cpuSeconds: number;
  readonly residentBytes: number;
  /** Bytes that it caused to be written to disk. */
  readonly writtenBytes: number;
}

/** Reads the resource usage of a process on this machine (proc(5)). Linux only. */
export function useOf(pid: number): ProcessUse {
  return {
    cpuSeconds: cpuSecondsOf(readFileSync(`/proc/${pid}/stat`, 'utf8')),
    residentBytes: 1024 * fieldOf(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS'),
    writtenBytes: fieldOf(readFileSync(`/proc/${pid}/io`, 'utf8'), 'write_bytes'),
  };
}

/** User and kernel time from /proc/<pid>/stat, seconds. */
export function cpuSecondsOf(stat: string): number {
  // The second field is the program's name in parentheses, which may contain anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function fieldOf(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
}
