/**
 * Gives every command inputs that nobody would write: `npm run fuzz -- --count 100000 --seed 1`. An input that is not taken as it
 * should be is shrunk, saved and named; exits with 1 when there was one.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import type { Fault } from './fault';
import type { Input } from './input';
import { input } from './inputs';
import { Watched } from './watched';

/** So many inputs have one seed; one of them at most is shrunk. */
const BATCH = 1_000;
/** How often it is told how far it is, in batches. */
const TOLD_EVERY = 10;
/** How often a failing input is made smaller, at most. */
const MAX_SHRINKS = 300;

void main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
  });
  const count = Number(values.count);
  const batches = Math.ceil(count / BATCH);
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-fuzz-'));
  using watched = await Watched.by();
  let failures = 0;
  for (let batch = 0; batch < batches; batch++) {
    const seed = Number(values.seed) * 1_000_000 + batch;
    const failure = await firstFailure(watched, seed, Math.min(BATCH, count - batch * BATCH));
    if ((batch + 1) % TOLD_EVERY === 0) console.error(`${(batch + 1) * BATCH} inputs examined`);
    if (failure === undefined) continue;
    failures++;
    const saved = join(folder, String(seed));
    save(failure.input, saved);
    console.log(`${saved}\n  ${failure.fault.step}: ${failure.fault.said}`);
  }
  console.log(`${count} inputs of seed ${values.seed}: ${failures === 0 ? 'clean' : `${failures} failures`}`);
  process.exitCode = failures === 0 ? 0 : 1;
}

function save(given: Input, folder: string): void {
  mkdirSync(folder);
  for (const [name, text] of Object.entries(given)) writeFileSync(join(folder, `${name}.yaml`), String(text));
}

interface Failure {
  readonly input: Input;
  readonly fault: Fault;
}

/** The first input of a seed that fails, as small as it can be made. */
async function firstFailure(watched: Watched, seed: number, numRuns: number): Promise<Failure | undefined> {
  let smallest: Failure | undefined;
  let tries = 0;
  const property = fc.asyncProperty(input, async (given) => {
    if (smallest !== undefined && ++tries > MAX_SHRINKS) return true;
    const fault = await watched.examine(given);
    if (fault !== undefined) smallest = { input: given, fault };
    return fault === undefined;
  });
  await fc.check(property, { seed, numRuns });
  return smallest;
}
