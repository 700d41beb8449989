import { Worker } from 'node:worker_threads';
import type { Fault } from './fault';
import type { Input } from './input';
import type { Examined } from './watched';

/**
 * Ends the process when it has used more CPU seconds than the deadline says; 0: there is none. JavaScript, for a thread starts without
 * what reads TypeScript.
 */
const DEADLINE = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => {
    const { user, system } = process.cpuUsage();
    if (workerData[0] > 0 && (user + system) / 1e6 > workerData[0]) process.kill(process.pid, 'SIGXCPU');
  }, 100);
`;

void main();

/** Examines every input that its parent sends. */
async function main(): Promise<void> {
  const [, , examiner = '', maxCpuSeconds] = process.argv;
  const { examine } = (await import(examiner)) as { examine: (input: Input) => Fault | undefined };
  const deadline = new Float64Array(new SharedArrayBuffer(8));
  // A thread of its own, for nobody else looks at the clock while an input is examined.
  new Worker(DEADLINE, { eval: true, workerData: deadline }).unref();
  process.on('message', (input: Input) => {
    const before = cpuSeconds();
    deadline[0] = before + Number(maxCpuSeconds);
    const fault = examine(input);
    deadline[0] = 0;
    const examined: Examined = { cpuSeconds: cpuSeconds() - before, ...(fault === undefined ? {} : { fault }) };
    process.send?.(examined);
  });
  // Loading is not part of what an input takes.
  process.send?.('ready');
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
