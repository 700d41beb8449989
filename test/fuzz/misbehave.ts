import type { Fault } from './fault';

const MISDEEDS: Readonly<Record<string, () => void>> = {
  hang() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
  fill() {
    for (const kept: unknown[] = []; ;) kept.push(new Array(1_000_000).fill(kept));
  },
  burn() {
    const { user, system } = process.cpuUsage();
    for (let used = { user: 0, system: 0 }; used.user + used.system < 2_100_000;)
      used = process.cpuUsage({ user, system });
  },
  leave() {
    process.exit(3);
  },
};

/** Does with the process that it runs in what it is told. */
export function examine(text: string): Fault | undefined {
  MISDEEDS[text]?.();
  return text === 'blame' ? { step: 'check', said: 'undefined' } : undefined;
}
