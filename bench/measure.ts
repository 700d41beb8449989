import { spawnSync } from 'node:child_process';

/** What one run of a command cost, as the operating system accounts for it. */
export interface Cost {
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

/** Median, over paired runs, of each figure of A and of their ratio A/B. */
export interface Comparison {
  readonly a: Cost;
  readonly b: Cost;
  readonly cpuRatio: number;
  readonly memoryRatio: number;
}

/** Runs a command to its end. Throws when it cannot be started or ends with an unexpected exit code. */
export function measure(command: readonly string[], exitCodes: readonly number[] = [0]): Cost {
  const [time, ...args] = ['/usr/bin/time', '-f', '%U %S %M', ...command];
  const { status, stderr, error } = spawnSync(time, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw new Error(`GNU time is needed to measure: ${error.message}`);
  if (status === null || !exitCodes.includes(status)) {
    throw new Error(`${command.join(' ')} ended with ${status}: ${stderr.slice(-400)}`);
  }
  const figures = stderr.trimEnd().split('\n').at(-1) ?? '';
  const [user = 0, system = 0, kibibytes = 0] = figures.split(' ').map(Number);
  return { cpuSeconds: user + system, peakMiB: kibibytes / 1024 };
}

/** Runs two commands in turn, A B A B ..., after one round that does not count. */
export function compare(a: () => Cost, b: () => Cost, rounds: number): Comparison {
  a();
  b();
  const pairs = Array.from({ length: rounds }, () => ({ a: a(), b: b() }));
  const figure = (of: (pair: { a: Cost; b: Cost }) => number) => median(pairs.map(of));
  return {
    a: { cpuSeconds: figure((pair) => pair.a.cpuSeconds), peakMiB: figure((pair) => pair.a.peakMiB) },
    b: { cpuSeconds: figure((pair) => pair.b.cpuSeconds), peakMiB: figure((pair) => pair.b.peakMiB) },
    cpuRatio: figure((pair) => pair.a.cpuSeconds / pair.b.cpuSeconds),
    memoryRatio: figure((pair) => pair.a.peakMiB / pair.b.peakMiB),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** CPU seconds of this process that some work takes. */
export function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** What something of a size took. */
export interface Point {
  readonly size: number;
  readonly seconds: number;
}

/** The slope of the straight line that is nearest to the logarithms. */
export function exponentOf(curve: readonly Point[]): number {
  const xs = curve.map(({ size }) => Math.log(size));
  const ys = curve.map(({ seconds }) => Math.log(seconds));
  const meanX = mean(xs);
  const meanY = mean(ys);
  const covariance = mean(xs.map((x, index) => (x - meanX) * ((ys[index] as number) - meanY)));
  return covariance / mean(xs.map((x) => (x - meanX) ** 2));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
