import type { JsonObject } from '../../terms/json';
import { isObject } from '../../terms/json';
import { storedName } from '../generated-name';
import type { Labels } from '../objects';

/**
 * A workload with the defaults of the API that change what its validation says. The others, like a protocol of TCP,
 * are all right whatever else stands there, so that an absent field may stay absent.
 */
export function defaultWorkload(workload: JsonObject, kind: string): JsonObject {
  switch (kind) {
    case 'Pod':
      return withHostPorts(workload);
    case 'Job':
      return withGeneratedLabels(workload);
    case 'ReplicationController':
      return withSelector(workload);
    default:
      return workload;
  }
}

/** Stands for the uid that the API server gives an object when it is created. */
export const UNKNOWN_UID = '00000000-0000-0000-0000-000000000000';

/** Pods on the host network publish every port (`SetDefaults_Pod` in pkg/apis/core/v1/defaults.go); templates do not. */
function withHostPorts(pod: JsonObject): JsonObject {
  const spec = part(pod, 'spec');
  if (spec.hostNetwork !== true) return pod;
  const lists = ['containers', 'initContainers'].filter((list) => Array.isArray(spec[list]));
  const published = lists.map((list) => [list, (spec[list] as readonly unknown[]).map(publishPorts)] as const);
  return { ...pod, spec: { ...spec, ...Object.fromEntries(published) } };
}

function publishPorts(container: unknown): unknown {
  if (!isObject(container) || !Array.isArray(container.ports)) return container;
  const ports = container.ports.map((port: unknown) =>
    isObject(port) && isZero(port.hostPort) && !isZero(port.containerPort)
      ? { ...port, hostPort: port.containerPort }
      : port,
  );
  return { ...container, ports };
}

/**
 * A Job labels its Pods with its name and uid, and selects them by the uid, unless `manualSelector` is set
 * (`generateSelector` in pkg/registry/batch/job). Without labels of its own it takes those of its Pods before that
 * (`SetDefaults_Job`): the same map, so that what is added later is in both.
 */
function withGeneratedLabels(job: JsonObject): JsonObject {
  const [metadata, spec] = [part(job, 'metadata'), part(job, 'spec')];
  const template = part(spec, 'template');
  const podMetadata = part(template, 'metadata');
  const { labels: given } = podMetadata;
  const isManual = spec.manualSelector === true;
  const labels = isManual ? given : { ...generatedLabels(metadata), ...part(podMetadata, 'labels') };
  const inherits = isObject(given) && Object.keys(part(metadata, 'labels')).length === 0;
  return {
    ...job,
    metadata: inherits ? { ...metadata, labels } : metadata,
    spec: {
      ...spec,
      ...(isManual ? {} : { selector: generatedSelector(part(spec, 'selector')) }),
      template: { ...template, metadata: { ...podMetadata, labels } },
    },
  };
}

function generatedLabels(metadata: JsonObject): Labels {
  const name = storedName(metadata);
  return {
    'job-name': name,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': UNKNOWN_UID,
    'batch.kubernetes.io/controller-uid': UNKNOWN_UID,
  };
}

function generatedSelector(selector: JsonObject): JsonObject {
  const matchLabels = { 'batch.kubernetes.io/controller-uid': UNKNOWN_UID, ...part(selector, 'matchLabels') };
  return { ...selector, matchLabels };
}

/** Without a selector, a ReplicationController selects by all labels of its Pods (`SetDefaults_ReplicationController`). */
function withSelector(controller: JsonObject): JsonObject {
  const spec = part(controller, 'spec');
  const { labels } = part(part(spec, 'template'), 'metadata');
  if (!isObject(labels)) return controller;
  const metadata = part(controller, 'metadata');
  const isEmpty = (map: JsonObject) => Object.keys(map).length === 0;
  return {
    ...controller,
    metadata: isEmpty(part(metadata, 'labels')) ? { ...metadata, labels } : metadata,
    spec: isEmpty(part(spec, 'selector')) ? { ...spec, selector: labels } : spec,
  };
}

function part(object: JsonObject, field: string): JsonObject {
  const value = object[field];
  return isObject(value) ? value : {};
}

function isZero(port: unknown): boolean {
  return port === undefined || port === 0;
}
