import { seedOf } from '../../model/allocation/seed';
import type { Labels, PodSpec } from '../../model/objects';
import type { Workload } from '../../model/workload';
import { isObject } from '../../terms/json';

/** A Pod that a workload wants to run, before it has a node. */
export interface PodTemplate {
  readonly name: string;
  readonly labels: Labels;
  readonly spec: PodSpec;
  /** Of a StatefulSet that starts its Pods in order: the next one waits until this one is Ready. */
  readonly ordered: boolean;
  /** The one node it has to run on (DaemonSet). */
  readonly node?: string;
}

/** So many Pods of a workload run: no more of them tell anything new, and a number in a manifest is no reason to run out of memory. */
export const MAX_PODS = 2_000;

/**
 * The Pods of a workload, one more than run at most, under the names that its controller gives them. Where a controller draws a random suffix,
 * here it follows from the name, so that it is the same every time. CronJobs and suspended Jobs run nothing yet.
 *
 * @param nodes names of the nodes that a DaemonSet may run on
 */
export function podTemplatesOf(workload: Workload, nodes: readonly string[]): readonly PodTemplate[] {
  const { ref, labels, spec } = workload;
  const replicas = typeof workload.replicas === 'number' ? Math.max(0, Math.floor(workload.replicas)) : 0;
  const count = Math.min(replicas, MAX_PODS + 1);
  const plain = { labels, spec, ordered: false };
  switch (ref.kind) {
    case 'Pod':
      return [{ ...plain, name: ref.name }];
    case 'StatefulSet':
      return statefulPods(workload, count);
    case 'DaemonSet':
      return nodes.map((node) => ({ ...plain, name: `${ref.name}-${suffix(`${ref.name} ${node}`)}`, node }));
    case 'CronJob':
      return [];
    case 'Job': {
      const jobLabels = { ...labels, 'batch.kubernetes.io/job-name': ref.name, 'job-name': ref.name };
      return isSuspended(workload) ? [] : randomlyNamed(ref.name, count, { ...plain, labels: jobLabels });
    }
    case 'Deployment': {
      const hash = suffix(JSON.stringify([spec, labels]), 10);
      return randomlyNamed(`${ref.name}-${hash}`, count, {
        ...plain,
        labels: { ...labels, 'pod-template-hash': hash },
      });
    }
    default:
      return randomlyNamed(ref.name, count, plain);
  }
}

function statefulPods({ ref, labels, spec, serviceName, manifest }: Workload, count: number): readonly PodTemplate[] {
  const controller = isObject(manifest.spec) ? manifest.spec : {};
  const start =
    isObject(controller.ordinals) && typeof controller.ordinals.start === 'number' ? controller.ordinals.start : 0;
  return Array.from({ length: count }, (_, index) => {
    const name = `${ref.name}-${start + index}`;
    const ordinal = { 'statefulset.kubernetes.io/pod-name': name, 'apps.kubernetes.io/pod-index': `${start + index}` };
    return {
      name,
      labels: { ...labels, ...ordinal },
      spec: { ...spec, hostname: name, ...(serviceName === undefined ? {} : { subdomain: serviceName }) },
      ordered: controller.podManagementPolicy !== 'Parallel',
    };
  });
}

function isSuspended({ manifest }: Workload): boolean {
  return isObject(manifest.spec) && manifest.spec.suspend === true;
}

function randomlyNamed(base: string, count: number, template: Omit<PodTemplate, 'name'>): readonly PodTemplate[] {
  const names = new Set<string>();
  for (let attempt = 0; names.size < count; attempt++) names.add(`${base}-${suffix(`${base} ${attempt}`)}`);
  return [...names].map((name) => ({ ...template, name }));
}

/** The letters of generated names: no vowels, so that no words come out (apimachinery `util/rand`). */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

function suffix(text: string, length = 5): string {
  let result = '';
  for (let index = 0; result.length < length; index++) {
    result += LETTERS[Number(seedOf(`${index} ${text}`) % BigInt(LETTERS.length))] ?? '';
  }
  return result;
}
