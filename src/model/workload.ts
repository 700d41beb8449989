import type { ObjectRef } from '../terms/object-ref';
import type { JsonObject, Manifest } from './manifest';
import { isObject, refOf } from './manifest';
import type { Container, Labels, PodSpec } from './objects';

/** Something that makes Pods: a Pod itself, or the Pod template of a controller. */
export interface Workload {
  readonly ref: ObjectRef;
  readonly namespace: string;
  /** Labels of its Pods, which Service selectors match. */
  readonly labels: Labels;
  readonly spec: PodSpec;
  /** Where the Pod spec stands in the object: `spec.template.spec`. */
  readonly podSpecPath: string;
  /** How many Pods run: a number, or one on every node (DaemonSet). */
  readonly replicas: number | 'perNode';
  /** Name of the Service that governs a StatefulSet's Pod names. */
  readonly serviceName?: string;
  /** Jobs and CronJobs end; their Pods stop being endpoints. */
  readonly finite: boolean;
  readonly manifest: Manifest;
}

const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The workload that a manifest declares, or undefined when its kind makes no Pods or its Pod template is no object. */
export function workloadOf(manifest: Manifest, namespace: string): Workload | undefined {
  const ref = refOf(manifest, namespace);
  const steps = TEMPLATES[ref.kind];
  if (steps === undefined) return undefined;
  let pod: unknown = manifest;
  for (const step of steps) pod = isObject(pod) ? pod[step] : undefined;
  if (!isObject(pod) || !isObject(pod.spec)) return undefined;
  const controller: JsonObject = isObject(manifest.spec) ? manifest.spec : {};
  const metadata = isObject(pod.metadata) ? pod.metadata : {};
  return {
    ref,
    namespace: ref.namespace ?? namespace,
    labels: (isObject(metadata.labels) ? metadata.labels : {}) as Labels,
    spec: pod.spec as PodSpec,
    podSpecPath: [...steps, 'spec'].join('.'),
    replicas: replicasOf(ref.kind, controller),
    finite: ref.kind === 'Job' || ref.kind === 'CronJob',
    ...(typeof controller.serviceName === 'string' ? { serviceName: controller.serviceName } : {}),
    manifest,
  };
}

function replicasOf(kind: string, spec: JsonObject): number | 'perNode' {
  if (kind === 'DaemonSet') return 'perNode';
  if (kind === 'Job') return typeof spec.parallelism === 'number' ? spec.parallelism : 1;
  return typeof spec.replicas === 'number' ? spec.replicas : 1;
}

/** The containers whose ports a Service can name: the ordinary ones, then sidecars (restartable init containers). */
export function servingContainers(spec: PodSpec): readonly Container[] {
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [...(spec.containers ?? []), ...sidecars];
}
