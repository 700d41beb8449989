import type { Fault } from './fault';
import type { Input } from './input';

const MISDEEDS: Readonly<Record<string, () => void>> = {
  hang() {
    for (;;);
  },
  fill() {
    for (const kept: unknown[] = []; ;) kept.push(new Array(100_000).fill(0.5));
  },
  burn() {
    const { user, system } = process.cpuUsage();
    for (let used = { user: 0, system: 0 }; used.user + used.system < 600_000;)
      used = process.cpuUsage({ user, system });
  },
  wait() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
  leave() {
    process.exit(3);
  },
};

/** Does with the process that it runs in what it is told. */
export function examine({ manifests: told }: Input): Fault | undefined {
  MISDEEDS[told]?.();
  return told === 'blame' ? { step: 'check', said: 'undefined' } : undefined;
}
