import type { Labels } from '../../../model/objects';
import type { Workload } from '../../../model/workload';
import { isObject } from '../../../terms/json';

/** What a Service is called, and the labels that it has itself. */
export interface Called {
  readonly name: string;
  readonly labels: Labels;
}

/** Of several workloads that a Service selects, the one that has its name, or else its labels; undefined if none is told. */
export function ownWorkload({ name, labels }: Called, workloads: readonly Workload[]): Workload | undefined {
  const namesake = workloads.find(({ ref }) => ref.name === name);
  if (namesake !== undefined) return namesake;
  const [alike, ...others] = workloads.filter(({ ref }) => extend(ref.name, name));
  if (alike !== undefined && others.length === 0) return alike;
  const common = workloads.map((workload) => Object.keys(labels).filter((key) => workload.labels[key] === labels[key]));
  const most = common.reduce((longest, { length }) => Math.max(longest, length), 0);
  const [best, ...tied] = workloads.filter((_, index) => common[index]?.length === most);
  return tied.length === 0 ? best : undefined;
}

function extend(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return `-${long}-`.includes(`-${short}-`);
}

/** The label that tells a workload from others and that a selector does not name: one that its controller selects by, if any. */
export function tellingLabel(
  workload: Workload,
  others: readonly Workload[],
  selector: Labels,
): readonly [string, string] | undefined {
  const telling = Object.entries(workload.labels).filter(
    ([key, value]) =>
      selector[key] === undefined && !PASSING.test(key) && others.every(({ labels }) => labels[key] !== value),
  );
  const { spec } = workload.manifest;
  const own =
    isObject(spec) && isObject(spec.selector) && isObject(spec.selector.matchLabels) ? spec.selector.matchLabels : {};
  return telling.find(([key]) => Object.hasOwn(own, key)) ?? telling[0];
}

/** Labels that change with every release. */
const PASSING = /(^|[/.-])(version|chart|revision|hash|checksum)$/;
