/**
 * Hostile clients at every socket of the embedded target: `npm run wall -- --count 10000 --seed 1`. Exits with 1 when a request
 * was not answered, a stranger was let in, something left loopback, or an exception was not caught.
 */
import { parseArgs } from 'node:util';
import { storm } from './storm';

void main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
  });
  let uncaught = 0;
  process.on('uncaughtException', (error) => {
    uncaught += 1;
    console.error(error);
  });
  const { attacks, ...faults } = await storm(Number(values.count), Number(values.seed));
  console.log(JSON.stringify({ attacks, ...faults, uncaught }, undefined, 2));
  process.exitCode = uncaught === 0 && Object.values(faults).every(({ length }) => length === 0) ? 0 : 1;
}
