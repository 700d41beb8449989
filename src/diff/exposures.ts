import type { NetworkModel } from '../model/network-model';
import type { Service } from '../model/objects';
import { servicePorts } from '../model/service';
import { containerPorts, protocolOf, servingContainers } from '../model/workload';
import type { ObjectRef } from '../terms/object-ref';
import type { Exposure } from './difference';
import { servedPaths } from './served-paths';

/** What clients outside of the cluster can ask for, by what it is. */
export function exposuresOf(model: NetworkModel): ReadonlyMap<string, Exposure> {
  const all = [...serviceExposures(model), ...ingressExposures(model), ...hostPorts(model)];
  return new Map(all.map(({ key, ...exposure }) => [key, exposure]));
}

interface Keyed extends Exposure {
  readonly key: string;
}

function* serviceExposures({ services, defaultNamespace }: NetworkModel): Generator<Keyed> {
  for (const service of services.values()) {
    const { name = '', namespace = defaultNamespace } = service.metadata;
    const object: ObjectRef = { apiVersion: 'v1', kind: 'Service', namespace, name };
    for (const what of waysInto(service)) yield { key: `${namespace}/${name} ${what}`, object, what };
  }
}

function* waysInto({ spec }: Service): Generator<string> {
  const { type, externalIPs = [] } = spec;
  for (const port of servicePorts(spec)) {
    const { port: number, nodePort = 0 } = port;
    const suffix = `/${protocolOf(port)}`;
    if (nodePort !== 0) yield `node port ${nodePort}${suffix}`;
    if (type === 'LoadBalancer') yield `load balancer port ${number}${suffix}`;
    for (const ip of externalIPs) yield `external IP ${ip}:${number}${suffix}`;
  }
}

/** A path is the same, whichever Ingress has it. */
function* ingressExposures(model: NetworkModel): Generator<Keyed> {
  for (const { object, url } of servedPaths(model)) yield { key: url, object, what: url };
}

function* hostPorts({ workloads }: NetworkModel): Generator<Keyed> {
  for (const { ref: object, spec } of workloads) {
    for (const port of servingContainers(spec).flatMap(containerPorts)) {
      const number = spec.hostNetwork === true ? port.containerPort : (port.hostPort ?? 0);
      const what = `host port ${number}/${protocolOf(port)}`;
      if (number !== 0) yield { key: `${object.kind} ${object.namespace ?? ''}/${object.name} ${what}`, object, what };
    }
  }
}
