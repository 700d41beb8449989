import type { Cluster } from '../../dataplane/cluster';
import { whyNoEndpoints } from '../../dataplane/endpoints/why-no-endpoints';
import type { NumberedPort, Service } from '../../model/objects';
import { isHeadless, selectsPods, servicePorts, targetPortOf } from '../../model/service';
import { hostPort } from '../../terms/host-port';
import { keyOf } from '../../terms/object-ref';
import type { MapDraft } from '../map-draft';
import type { MapPart } from './part';
import { workloadId } from './workloads';

/** Services, and what stands behind them: Pods, hosts outside, or another Service. */
export const services: MapPart = ({ model, cluster }, draft) => {
  for (const [key, service] of model.services) {
    const id = serviceId(key);
    const { type = 'ClusterIP' } = service.spec;
    const alias = type === 'ExternalName' ? aliasOf(service, cluster) : undefined;
    const problem = problemOf(key, cluster);
    draft.add({
      id,
      tier: alias?.startsWith('Service/') === true ? 'entry' : 'service',
      kind: 'Service',
      namespace: service.metadata.namespace ?? model.defaultNamespace,
      name: service.metadata.name ?? '',
      facts: [isHeadless(service.spec) ? 'headless' : type, ...servicePorts(service.spec).map(portText)],
      ...(problem === undefined ? {} : { problem }),
    });
    if (alias !== undefined) resolve(draft, id, alias);
    else if (selectsPods(service.spec)) {
      const { namespace = model.defaultNamespace } = service.metadata;
      for (const workload of model.select(namespace, service.spec.selector ?? {})) {
        draft.connect(id, workloadId(workload), 'selects', servicePorts(service.spec).map(portText));
      }
    } else byHand(draft, id, key, cluster);
  }
};

export function serviceId(key: string): string {
  return `Service/${key}`;
}

/** `80:30080/UDP → 8080`: a port as kubectl has it, and where it leads. */
function portText(port: NumberedPort): string {
  const { protocol = 'TCP', nodePort } = port;
  const target = targetPortOf(port);
  const at = nodePort === undefined || nodePort === 0 ? '' : `:${nodePort}`;
  const said = `${port.port}${at}${protocol === 'TCP' ? '' : `/${protocol}`}`;
  return target === port.port ? said : `${said} → ${target}`;
}

/** What an ExternalName leads to: another Service, or a host. */
function aliasOf({ spec }: Service, cluster: Cluster): string {
  const target = (spec.externalName ?? '').replace(/\.$/, '');
  const domain = `.svc.${cluster.config.clusterDomain}`;
  const [name = '', namespace = ''] = target.split('.');
  return target.endsWith(domain) ? serviceId(keyOf(namespace, name)) : hostId(target);
}

function resolve(draft: MapDraft, id: string, alias: string): void {
  if (alias.startsWith(HOST)) addHost(draft, alias.slice(HOST.length), []);
  draft.connect(id, alias, 'resolves');
}

const HOST = 'host/';

export function hostId(name: string): string {
  return `${HOST}${name}`;
}

function addHost(draft: MapDraft, name: string, facts: readonly string[]): void {
  draft.add({ id: hostId(name), tier: 'ground', kind: 'host', name, facts });
}

/** Endpoints that somebody wrote: Pods, or addresses of their own. */
function byHand(draft: MapDraft, id: string, key: string, cluster: Cluster): void {
  for (const { ports, endpoints } of cluster.dataplane.slices.of(key)) {
    for (const { pod, address } of endpoints) {
      const running = pod === undefined ? undefined : cluster.pods.get(pod);
      if (running === undefined) addHost(draft, address, []);
      const behind = running === undefined ? hostId(address) : workloadId({ ref: running.workload });
      const labels = ports.map(({ port }) => (running === undefined ? hostPort(address, port) : `${port}`));
      draft.connect(id, behind, 'selects', labels);
    }
  }
}

/** Why nobody can answer for a Service. */
function problemOf(key: string, cluster: Cluster): string | undefined {
  const service = cluster.services.get(key);
  if (service === undefined) return cluster.refusedServices.get(key);
  if (service.spec.type === 'ExternalName') return undefined;
  const { slices } = cluster.dataplane;
  const isReady = slices.of(key).some(({ endpoints }) => endpoints.some(({ ready }) => ready));
  const [port] = servicePorts(service.spec);
  if (isReady || port === undefined) return undefined;
  return whyNoEndpoints(service, slices, { portName: port.name ?? '', protocol: port.protocol ?? 'TCP' });
}
