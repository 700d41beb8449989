import type { Fault } from './fault';
import type { Examined } from './watched';

void main();

/** Examines every text that its parent sends. */
async function main(): Promise<void> {
  const { examine } = (await import(process.argv[2] as string)) as { examine: (text: string) => Fault | undefined };
  process.on('message', (text: string) => {
    const before = process.cpuUsage();
    const fault = examine(text);
    const { user, system } = process.cpuUsage(before);
    const examined: Examined = { cpuSeconds: (user + system) / 1e6, ...(fault === undefined ? {} : { fault }) };
    process.send?.(examined);
  });
  // Loading is not part of what an input takes.
  process.send?.('ready');
}
