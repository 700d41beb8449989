import type { Cluster } from '../dataplane/cluster';
import type { DnsRecord } from '../dataplane/dns/answer';
import { serviceDomain } from '../dataplane/dns/service-domain';
import { nodeIPs } from '../dataplane/node';
import { whyNotProxied } from '../dataplane/proxy/service-port';
import { serviceVariables } from '../model/environment';
import type { Service } from '../model/objects';
import { clusterIPsOf, isHeadless, loadBalancerIPs, servicePorts } from '../model/service';
import { addressIn, familyOf } from '../terms/ip';
import { keyOf } from '../terms/object-ref';
import type { Destination } from './connections';
import type { PortFacts, ServiceFacts } from './explanation';
import { portFacts } from './port-facts';

/** What a Service is in the cluster. */
export function serviceFacts(key: string, service: Service, cluster: Cluster): ServiceFacts {
  const { metadata, spec } = service;
  const notProxied = whyNotProxied(service);
  return {
    service: key,
    type: isHeadless(spec) ? 'headless' : (spec.type ?? 'ClusterIP'),
    names: namesOf(key, cluster),
    clusterIPs: clusterIPsOf(spec),
    externalIPs: spec.externalIPs ?? [],
    loadBalancerIPs: loadBalancerIPs(service),
    ...(spec.type === 'ExternalName' && spec.externalName !== undefined ? { externalName: spec.externalName } : {}),
    ...(spec.selector === undefined || spec.type === 'ExternalName' ? {} : { selector: spec.selector }),
    policies: policiesOf(service),
    variables: serviceVariables(metadata.name ?? '', spec.clusterIP, servicePorts(spec)),
    ...(notProxied === undefined ? {} : { notProxied }),
    ports: portFacts(service, cluster),
  };
}

function namesOf(key: string, { config }: Cluster): readonly string[] {
  const [namespace = '', name = ''] = key.split('/');
  return [name, `${name}.${namespace}`, `${name}.${namespace}.svc.${config.clusterDomain}`];
}

/** Fields that change where traffic goes, where they are not as by default. */
function policiesOf({ metadata, spec }: Service): ServiceFacts['policies'] {
  const { internalTrafficPolicy, externalTrafficPolicy, sessionAffinity, sessionAffinityConfig } = spec;
  const { healthCheckNodePort, loadBalancerSourceRanges, trafficDistribution, publishNotReadyAddresses } = spec;
  const mode = metadata.annotations?.['service.kubernetes.io/topology-mode'];
  return {
    ...(internalTrafficPolicy === 'Local' ? { internalTrafficPolicy } : {}),
    ...(externalTrafficPolicy === 'Local' ? { externalTrafficPolicy } : {}),
    ...(sessionAffinity === 'ClientIP'
      ? { sessionAffinity, timeoutSeconds: sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10800 }
      : {}),
    ...(loadBalancerSourceRanges === undefined || loadBalancerSourceRanges.length === 0
      ? {}
      : { loadBalancerSourceRanges }),
    ...(healthCheckNodePort === undefined || healthCheckNodePort === 0 ? {} : { healthCheckNodePort }),
    ...(trafficDistribution === undefined ? {} : { trafficDistribution }),
    ...(mode === undefined ? {} : { 'topology-mode': mode }),
    ...(publishNotReadyAddresses === true ? { publishNotReadyAddresses: 'true' } : {}),
  };
}

/** The records of all names of a Service. */
export function serviceRecords({ metadata, spec }: Service, cluster: Cluster): readonly DnsRecord[] {
  const key = keyOf(metadata.namespace, metadata.name ?? '');
  const base = `${serviceDomain(key, cluster.config.clusterDomain)}.`;
  const ask = (name: string, type: string) => cluster.dataplane.zone.answer({ name, type }).records;
  if (spec.type === 'ExternalName') return unique(ask(base, 'A').length > 0 ? ask(base, 'A') : ask(base, 'CNAME'));
  const srv = servicePorts(spec).flatMap(({ name = '', protocol = 'TCP' }) =>
    name === '' ? [] : ask(`_${name}._${protocol.toLowerCase()}.${base}`, 'SRV'),
  );
  const targets = isHeadless(spec) ? [...ask(base, 'SRV'), ...srv].map(({ data }) => data.split(' ')[3] ?? '') : [];
  const perPod = [...new Set(targets)].flatMap((target) => [...ask(target, 'A'), ...ask(target, 'AAAA')]);
  return unique([...ask(base, 'A'), ...ask(base, 'AAAA'), ...srv, ...perPod]);
}

function unique(records: readonly DnsRecord[]): readonly DnsRecord[] {
  return [...new Map(records.map((record) => [`${record.name} ${record.type} ${record.data}`, record])).values()];
}

/** Everything that leads to a Service: its addresses and node ports, or its name where it has none. */
export function destinationsOf(facts: ServiceFacts, cluster: Cluster, only?: number): readonly Destination[] {
  const fits = ({ port, nodePort }: PortFacts) => only === undefined || only === port || only === nodePort;
  const byName = facts.names.at(-1) ?? '';
  // An alias needs no ports, and knows nothing of those that are given to it.
  if (facts.externalName !== undefined && only !== undefined) {
    return [{ host: byName, port: only, protocol: 'TCP', entry: 'name' }];
  }
  return facts.ports.filter(fits).flatMap((port): readonly Destination[] => {
    const { protocol } = port;
    const at = (entry: string) => (host: string) => ({ protocol, host, port: port.port, entry });
    if (facts.clusterIPs.length === 0) return [at('name')(byName)];
    const { nodePort } = port;
    const nodes = nodePort === undefined || nodePort === 0 ? [] : [...cluster.nodes.values()];
    const atPort = only === undefined || only === port.port;
    const atNodePort = only === undefined || only === nodePort;
    return [
      ...(atPort ? facts.clusterIPs.map(at('cluster IP')) : []),
      ...(atPort ? facts.externalIPs.map(at('external IP')) : []),
      ...(atPort ? facts.loadBalancerIPs.map(at('load balancer address')) : []),
      ...(atNodePort
        ? nodes.flatMap((node) =>
            nodeIPs(node)
              .filter((ip) => addressIn(facts.clusterIPs, familyOf(ip)) !== undefined)
              .map((host) => ({ protocol, host, port: nodePort ?? 0, entry: `node port, ${node.name}` })),
          )
        : []),
    ];
  });
}
