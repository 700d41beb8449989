import type { Cluster } from '../dataplane/cluster';
import type { ServiceEndpoint } from '../dataplane/endpoints/service-endpoint';
import { whyNoEndpoints } from '../dataplane/endpoints/why-no-endpoints';
import type { ClusterNode } from '../dataplane/node';
import type { ProxyEndpoint } from '../dataplane/proxy/proxy-endpoint';
import type { ServicePortInfo } from '../dataplane/proxy/service-port';
import { isExternal, servicePortsOf } from '../dataplane/proxy/service-port';
import type { NumberedPort, Protocol, Service } from '../model/objects';
import { servicePorts, targetPortOf } from '../model/service';
import { hostPort } from '../terms/host-port';
import { keyOf } from '../terms/object-ref';
import type { CandidateFacts, CandidateList, EndpointFacts, PortFacts } from './explanation';

/** The ports of a Service, their endpoints, and what each node may choose from. */
export function portFacts(service: Service, cluster: Cluster): readonly PortFacts[] {
  const infos = servicePortsOf(service);
  return servicePorts(service.spec).map((port): PortFacts => {
    const { name = '', protocol = 'TCP', nodePort } = port;
    const endpoints = endpointFacts(service, port, cluster);
    const ofPort = infos.filter(
      (each) => each.portName === name && each.protocol === protocol && each.port === port.port,
    );
    const hasNone = service.spec.type !== 'ExternalName' && !endpoints.some(({ ready }) => ready);
    const whyNone = () => whyNoEndpoints(service, cluster.dataplane.slices, { portName: name, protocol });
    return {
      name,
      protocol,
      port: port.port,
      targetPort: targetPortOf(port),
      ...(nodePort === undefined || nodePort === 0 ? {} : { nodePort }),
      endpoints,
      ...(hasNone ? { whyNone: whyNone() } : {}),
      ...(ofPort.length === 0 ? {} : { candidates: ofPort.flatMap((info) => candidatesOf(info, ofPort, cluster)) }),
    };
  });
}

/** The endpoints of a port, then the selected Pods that have no such port. */
function endpointFacts(service: Service, port: NumberedPort, cluster: Cluster): readonly EndpointFacts[] {
  const { name = '', protocol = 'TCP' } = port;
  const slices = cluster.dataplane.slices.of(keyOf(service.metadata.namespace, service.metadata.name ?? ''));
  const found = new Map<string, EndpointFacts>();
  const without = new Map<string, EndpointFacts>();
  for (const { ports, endpoints } of slices) {
    const numbers = ports.filter((each) => each.name === name && each.protocol === protocol);
    for (const endpoint of endpoints) {
      const facts = factsOf(endpoint, cluster);
      for (const { port: number } of numbers) found.set(`${endpoint.address} ${number}`, { ...facts, port: number });
      if (numbers.length > 0 || endpoint.pod === undefined) continue;
      const target = targetPortOf(port);
      without.set(endpoint.address, { ...facts, ready: false, why: noPort(target, protocol) });
    }
  }
  return [...found.values(), ...without.values()];
}

function noPort(target: number | string, protocol: Protocol): string {
  return `no ${protocol} container port is called ${target}`;
}

function factsOf(endpoint: ServiceEndpoint, cluster: Cluster): EndpointFacts {
  const { address, pod, nodeName, zone, ready, serving, terminating } = endpoint;
  const running = pod === undefined ? undefined : cluster.pods.get(pod);
  const why = ready ? undefined : terminating ? 'it is terminating' : (running?.notReady ?? 'its slice says so');
  return {
    address,
    ...(pod === undefined ? {} : { pod }),
    ...(nodeName === undefined ? {} : { node: nodeName }),
    ...(zone === undefined ? {} : { zone }),
    ready,
    serving,
    terminating,
    ...(why === undefined ? {} : { why }),
  };
}

/** Of a port that has two IP families, each list says which one it is of. */
function candidatesOf(
  port: ServicePortInfo,
  { length: families }: readonly ServicePortInfo[],
  cluster: Cluster,
): readonly CandidateFacts[] {
  const candidates = candidatesByNode(port, cluster);
  return families === 1 ? candidates : candidates.map((each) => ({ ...each, family: port.family }));
}

/** Lists for each node; nodes with the same ones stand together. */
function candidatesByNode(port: ServicePortInfo, cluster: Cluster): readonly CandidateFacts[] {
  const groups = new Map<string, CandidateFacts & { readonly nodes: string[] }>();
  for (const node of cluster.nodes.values()) {
    const lists = {
      internal: candidateList(port, node, port.internalLocal, cluster),
      ...(isExternal(port) ? { external: candidateList(port, node, port.externalLocal, cluster) } : {}),
    };
    const key = JSON.stringify(lists);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { nodes: [node.name], ...lists });
    else group.nodes.push(node.name);
  }
  return [...groups.values()];
}

function candidateList(port: ServicePortInfo, node: ClusterNode, onlyLocal: boolean, cluster: Cluster): CandidateList {
  const { tables, proxier } = cluster.dataplane;
  const chosen = proxier.candidatesFor(port, node, onlyLocal);
  const ready = tables.endpointsOf(port).filter((endpoint) => endpoint.ready);
  const endpoints = chosen.map(({ address, port: number }) => hostPort(address, number));
  return { endpoints, why: reasonOf(chosen, ready, { onlyLocal, node, mode: cluster.config.proxyMode }) };
}

function reasonOf(
  chosen: readonly ProxyEndpoint[],
  ready: readonly ProxyEndpoint[],
  { onlyLocal, node, mode }: { readonly onlyLocal: boolean; readonly node: ClusterNode; readonly mode: string },
): string {
  if (chosen.length === 0) {
    const elsewhere = onlyLocal && ready.length > 0;
    const verb = elsewhere && mode !== 'ipvs' ? 'dropped' : 'refused';
    return elsewhere ? `${verb}: policy Local, and no endpoint on the node` : `${verb}: no endpoint anywhere`;
  }
  if (chosen.every((endpoint) => !endpoint.ready)) return 'terminating ones, as none is ready';
  if (onlyLocal && chosen.every(({ nodeName }) => nodeName === node.name)) return 'policy Local: those on the node';
  if (onlyLocal) return 'policy Local, but none is on the node: mode ipvs takes all';
  return chosen.length < ready.length ? 'those that topology hints mean for the node' : 'all that are ready';
}
