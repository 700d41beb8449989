import type { JsonObject } from '../terms/json';
import { isObject } from '../terms/json';
import type { ObjectRef } from '../terms/object-ref';
import { groupOf, isOwnGroup } from './api-kinds';
import type { Manifest } from './manifest';
import { refOf } from './manifest';
import type { Container, ContainerPort, DeclaredPort, Labels, PodSpec } from './objects';
import { decode } from './schema/decode';
import { POD_TEMPLATE } from './schema/pod-schema';

/** Something that makes Pods: a Pod itself, or the Pod template of a controller. */
export interface Workload {
  readonly ref: ObjectRef;
  readonly namespace: string;
  /** Labels of its Pods, which Service selectors match. Those that a controller adds are not among them. */
  readonly labels: Labels;
  /** Annotations of its Pods. */
  readonly annotations: Labels;
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

/** Where the Pod template stands in an object of a kind. */
interface Template {
  readonly steps: readonly string[];
  readonly podSpecPath: string;
  readonly custom?: true;
}

const under = (...steps: readonly string[]): Template => ({ steps, podSpecPath: [...steps, 'spec'].join('.') });
const CONTROLLER = under('spec', 'template');

const TEMPLATES: Readonly<Record<string, Template>> = {
  Pod: under(),
  Deployment: CONTROLLER,
  StatefulSet: CONTROLLER,
  DaemonSet: CONTROLLER,
  ReplicaSet: CONTROLLER,
  ReplicationController: CONTROLLER,
  Job: CONTROLLER,
  CronJob: under('spec', 'jobTemplate', 'spec', 'template'),
};

/** The kinds of Kubernetes that make Pods. */
export const WORKLOAD_KINDS: readonly string[] = Object.keys(TEMPLATES);

/** The way to the Pod template of a kind, as field names: none for a Pod itself, undefined for kinds that make no Pods. */
export function podTemplateSteps(kind: string): readonly string[] | undefined {
  return Object.hasOwn(TEMPLATES, kind) ? TEMPLATES[kind]?.steps : undefined;
}

/**
 * The workload that a manifest declares, or undefined when its kind makes no Pods or its Pod template is not an object.
 * A custom resource counts when it has a Pod template where a Deployment has it (an Argo Rollout, a CloneSet).
 */
export function workloadOf(
  manifest: Manifest,
  namespace: string,
  ref = refOf(manifest, namespace),
): Workload | undefined {
  const template = templateOf(manifest);
  if (template === undefined) return undefined;
  const pod = podOf(manifest, template);
  if (pod === undefined || !isObject(pod.spec)) return undefined;
  const controller: JsonObject = isObject(manifest.spec) ? manifest.spec : {};
  const metadata = isObject(pod.metadata) ? pod.metadata : {};
  return {
    ref,
    namespace: ref.namespace ?? namespace,
    labels: (isObject(metadata.labels) ? metadata.labels : {}) as Labels,
    annotations: (isObject(metadata.annotations) ? metadata.annotations : {}) as Labels,
    spec: pod.spec,
    podSpecPath: template.podSpecPath,
    replicas: replicasOf(ref.kind, controller),
    finite: ref.kind === 'Job' || ref.kind === 'CronJob',
    ...(typeof controller.serviceName === 'string' ? { serviceName: controller.serviceName } : {}),
    manifest,
  };
}

/** Where an object has its Pod template; undefined when it has none. */
function templateOf({ apiVersion, kind, spec }: Manifest): Template | undefined {
  if (typeof apiVersion === 'string' && !isOwnGroup(groupOf(apiVersion))) {
    const template = isObject(spec) ? spec.template : undefined;
    const pod = isObject(template) ? template.spec : undefined;
    return isObject(pod) && Array.isArray(pod.containers) ? { ...CONTROLLER, custom: true } : undefined;
  }
  return typeof kind === 'string' && Object.hasOwn(TEMPLATES, kind) ? TEMPLATES[kind] : undefined;
}

/** The Pod that is made. That of a custom resource has been read by nobody yet. */
function podOf(manifest: Manifest, { steps, custom }: Template): JsonObject | undefined {
  let pod: unknown = manifest;
  for (const step of steps) pod = isObject(pod) ? pod[step] : undefined;
  if (!isObject(pod)) return undefined;
  return custom === true ? decode(pod, POD_TEMPLATE).object : pod;
}

function replicasOf(kind: string, spec: JsonObject): number | 'perNode' {
  if (kind === 'DaemonSet') return 'perNode';
  if (kind === 'Job') return typeof spec.parallelism === 'number' ? spec.parallelism : 1;
  return typeof spec.replicas === 'number' ? spec.replicas : 1;
}

/** The containers whose ports a Service can name: the ordinary ones, then sidecars (restartable init containers). */
export function servingContainers({ containers, initContainers }: PodSpec): readonly Container[] {
  if (initContainers === undefined) return objectsIn(containers);
  const sidecars = objectsIn<Container>(initContainers).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [...objectsIn<Container>(containers), ...sidecars];
}

/** The ports that a container declares. It may listen on others: the declaration binds nobody. */
export function containerPorts(container: Container): readonly DeclaredPort[] {
  return objectsIn<ContainerPort>(container.ports).filter(
    (port): port is DeclaredPort => port.containerPort !== undefined,
  );
}

/** Transport protocol of a container port or a Service port: TCP unless it says otherwise. */
export function protocolOf({ protocol }: { readonly protocol?: string }): string {
  return protocol === undefined || protocol === '' ? 'TCP' : protocol;
}

/** The objects of a list in a manifest that nobody has checked; none if it is not a list. */
export function objectsIn<T extends object>(list: unknown): readonly T[] {
  if (!Array.isArray(list)) return [];
  return list.every(isObject) ? (list as T[]) : (list.filter(isObject) as unknown as T[]);
}
