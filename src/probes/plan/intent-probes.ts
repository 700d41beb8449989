import type { Intent, IntentFrom } from '../../model/intents';
import type { NetworkModel } from '../../model/network-model';
import type { Service, ServicePort } from '../../model/objects';
import { describeRef, keyOf } from '../../terms/object-ref';
import type { Deployed } from '../deployed';
import type { Expectation } from '../expectation';
import type { ProbeTarget } from '../probe';
import type { Client, Clients } from './clients';
import { outside, usesClusterDNS } from './clients';
import type { Draft } from './service-probes';

/** What somebody said in code must work, or must not. */
export function* intentProbes(
  intent: Intent,
  model: NetworkModel,
  deployed: Deployed,
  clients: Clients,
): Generator<Draft> {
  const expect: Expectation = { outcome: intent.expect === 'allow' ? 'reached' : 'blocked' };
  for (const client of clientsOf(intent.from, model, clients)) {
    for (const { to, row } of targetsOf(intent, client, deployed)) {
      yield {
        from: client.from,
        to,
        expect,
        subject: `Intents ${intent.construct}`,
        row: `${intent.expect} ${row}`,
        client: client.label,
        ...('protocol' in to && to.host === '${ingressIP}' ? { requires: 'ingress' as const } : {}),
      };
    }
  }
}

/** An intent that names what is not in the manifests: its chart and its code have drifted apart. */
export class IntentError extends Error {
  override readonly name = 'IntentError';
}

/** Every Pod of a workload asks: what holds for one node may not hold for another. */
function clientsOf(from: IntentFrom, model: NetworkModel, clients: Clients): readonly Client[] {
  if ('outside' in from) return [outside];
  if ('node' in from) {
    const node = clients.nodes.find((client) => client.node === from.node);
    if (node !== undefined) return [node];
    const known = clients.nodes.map((client) => client.node).join(', ');
    throw new IntentError(
      `an intent speaks of node ${from.node}, but the target's nodes are ${known}: name one of them`,
    );
  }
  const { kind, namespace, name } = from.workload;
  const workload = model.workloadsOf(namespace).find(({ ref }) => ref.kind === kind && ref.name === name);
  const pods = workload === undefined ? [] : clients.allOf(workload);
  if (pods.length > 0) return pods;
  const wanted = `${kind} ${keyOf(namespace, name)}`;
  throw new IntentError(
    workload === undefined
      ? `an intent speaks of ${wanted}, which is not in the manifests: synthesize them again, or correct the intent`
      : `an intent speaks of ${describeRef(workload.ref)}, which runs no Pod that could ask: give it at least one replica`,
  );
}

interface Target {
  readonly to: ProbeTarget;
  readonly row: string;
}

function targetsOf({ to, expect }: Intent, client: Client, deployed: Deployed): readonly Target[] {
  if ('url' in to) return [urlTarget(to.url, client)];
  const { namespace, name } = to.service;
  const key = keyOf(namespace, name);
  const service = deployed.services.get(key);
  if (service === undefined) {
    throw new IntentError(
      `an intent speaks of Service ${key}, which is not in the manifests: synthesize them again, or correct the intent`,
    );
  }
  const ports = (service.spec.ports ?? []).filter(
    (port) => to.port === undefined || to.port === port.name || to.port === port.port,
  );
  return ports.flatMap((port) => serviceTargets(service, key, port, client, expect, deployed));
}

/** Pods ask by name. Outside, `allow` means the addresses made for it, and `deny` means every address there is. */
function serviceTargets(
  service: Service,
  key: string,
  port: ServicePort,
  client: Client,
  expect: Intent['expect'],
  deployed: Deployed,
): readonly Target[] {
  const protocol = port.protocol === 'UDP' ? 'udp' : 'tcp';
  const at = (host: string, number: number, row: string): Target => ({
    to: { protocol, host, port: number },
    row: `${row}:${number}`,
  });
  const clusterIP = at(`\${clusterIP:${key}}`, port.port, service.spec.clusterIP ?? key);
  if (usesClusterDNS(client)) {
    const { name = '', namespace = '' } = service.metadata;
    const host = client.namespace === namespace ? name : `${name}.${namespace}`;
    return [at(host, port.port, host)];
  }
  if (!('outside' in client.from)) return [clusterIP];
  const external = [
    ...(service.spec.type === 'LoadBalancer' ? [at(`\${lbIP:${key}}`, port.port, `load balancer ${key}`)] : []),
    ...(port.nodePort === undefined || port.nodePort === 0
      ? []
      : deployed.nodes.map((node) => at(`\${nodeIP:${node}}`, port.nodePort ?? 0, `node ${node}`))),
  ];
  return expect === 'deny' ? [clusterIP, ...external] : external.length > 0 ? external : [clusterIP];
}

/** From outside a URL is asked of the Ingress controller; from a Pod or node, of whoever the name resolves to. */
function urlTarget(url: string, client: Client): Target {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const scheme = protocol === 'https:' ? 'https' : 'http';
  const host = 'outside' in client.from ? '${ingressIP}' : hostname;
  return {
    to: {
      protocol: scheme,
      host,
      ...(port === '' ? {} : { port: Number(port) }),
      path: `${pathname}${search}`,
      hostHeader: hostname,
      ...(scheme === 'https' ? { sni: hostname } : {}),
    },
    row: url,
  };
}
