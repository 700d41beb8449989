import type { Labels, Service } from '../../model/objects';
import { selectsPods, servicePorts, targetPortOf } from '../../model/service';
import type { IPFamily } from '../../terms/ip';
import { ownOf } from '../../terms/maps';
import { nearest } from '../../terms/nearest';
import { labelText, listed } from '../../terms/sentence';
import type { RunningPod } from '../running-pod';
import type { EndpointSlices } from './endpoint-slices';
import { namedPort } from './endpoint-slices';

/** Which port of a Service is meant. */
export interface PortIdentity {
  readonly portName: string;
  readonly protocol: string;
  /** Default: any of its IP families. */
  readonly family?: IPFamily;
}

/** Why a Service port has no ready endpoint, in one sentence, with what was likely meant. */
export function whyNoEndpoints(service: Service, slices: EndpointSlices, identity: PortIdentity): string {
  const { portName, protocol } = identity;
  const { metadata, spec } = service;
  const { namespace = '', name = '' } = metadata;
  if (!selectsPods(spec)) return withoutSelector(slices, `${namespace}/${name}`, identity);
  const { selector = {} } = spec;
  const pods = slices.selected(service);
  if (pods.length === 0) {
    const idle = slices.whyNoPods(namespace, selector);
    if (idle !== undefined) return `no endpoint: ${idle}`;
    const hint = likelyMeant(namespace, selector, slices);
    return `no endpoint: the selector ${labelText(selector)} matches no Pod of namespace ${namespace}${hint}`;
  }
  const port = servicePorts(spec).find(
    (each) => (each.name ?? '') === portName && (each.protocol ?? 'TCP') === protocol,
  );
  const target = port === undefined ? 0 : targetPortOf(port);
  if (typeof target === 'string' && !pods.some((pod) => namedPort(pod.spec, target, protocol) !== undefined)) {
    const names = portNames(pods);
    const has = names.length === 0 ? 'none has a name' : `they are named ${listed(names)}`;
    return `no endpoint: targetPort ${target} names no ${protocol} container port of the selected Pods; ${has}`;
  }
  const reasons = pods.flatMap(({ key, notReady }) => (notReady === undefined ? [] : [`${key}: ${notReady}`]));
  if (reasons.length > 0) return `no ready endpoint: ${listed(reasons, 2)}`;
  return `no ready endpoint: the Pods that ${labelText(selector)} selects are terminating`;
}

/** Pods elsewhere that would match, Pods that miss one label, or a label whose value looks like a typo. */
function likelyMeant(namespace: string, selector: Labels, slices: EndpointSlices): string {
  const elsewhere = slices.namespaces().filter((other) => slices.matching(other, selector).length > 0);
  if (elsewhere.length > 0) return `; matching Pods are in namespace ${listed(elsewhere, 3)}`;
  const pods = slices.inNamespace(namespace);
  for (const [key, value] of Object.entries(selector)) {
    const values = new Set(pods.flatMap(({ labels }) => ownOf(labels, key) ?? []));
    if (values.has(value)) continue;
    // Unquoted, YAML makes other types of some values (`y`, `1`): they select nothing that the API server would store.
    const close = nearest(String(value), [...values].map(String));
    if (close !== undefined) return `; there are Pods with ${key}: ${close}`;
    const keys = new Set(pods.flatMap(({ labels }) => Object.keys(labels)));
    return keys.has(key) ? '' : `; no Pod there has the label ${key}`;
  }
  return Object.keys(selector).length > 1 ? '; no Pod there has all of these labels' : '';
}

function portNames(pods: readonly RunningPod[]): readonly string[] {
  const names = pods.flatMap(({ spec }) =>
    (spec.containers ?? []).flatMap(({ ports = [] }) =>
      ports.flatMap(({ name, protocol = 'TCP' }) => (name === undefined ? [] : [`${name} (${protocol})`])),
    ),
  );
  return [...new Set(names)];
}

function withoutSelector(
  slices: EndpointSlices,
  service: string,
  { portName, protocol, family }: PortIdentity,
): string {
  const all = slices.of(service);
  if (all.length === 0) return `no endpoint: Service ${service} has no selector and no EndpointSlice`;
  const found = family === undefined ? all : all.filter((slice) => slice.family === family);
  if (found.length === 0)
    return `no ${family ?? ''} endpoint: no EndpointSlice of Service ${service} is of that addressType`;
  const fits = found.filter(({ ports }) => ports.some((port) => port.name === portName && port.protocol === protocol));
  if (fits.length > 0) return `no ready endpoint in the EndpointSlices of Service ${service}`;
  const ports = found.flatMap((slice) => slice.ports.map((port) => portText(port.name, port.protocol)));
  if (ports.length === 0) return `no endpoint: the EndpointSlices of Service ${service} have no ports`;
  const wanted = portText(portName, protocol);
  return `no endpoint: the EndpointSlices of Service ${service} have the ports ${listed([...new Set(ports)])}, none is ${wanted}`;
}

function portText(name: string, protocol: string): string {
  return `${name === '' ? 'without name' : name} (${protocol})`;
}
