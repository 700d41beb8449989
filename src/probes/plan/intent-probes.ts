import type { Intent, IntentFrom } from '../../model/intents';
import type { IPFamily, NumberedPort, Service } from '../../model/objects';
import { policiesFor } from '../../model/policies-for';
import { clusterIPsOf, servicePorts } from '../../model/service';
import { hostPort } from '../../terms/host-port';
import { addressIn, familyOf } from '../../terms/ip';
import { describeRef, keyOf } from '../../terms/object-ref';
import { placeholder } from '../../terms/placeholders';
import { printable } from '../../terms/printable';
import type { Expectation } from '../expectation';
import type { Client } from './clients';
import { outside, outsideAt, usesClusterDNS } from './clients';
import { reachedBy, transportTo } from './connection';
import type { Draft } from './draft';
import { familiesOf, rowOver } from './families';
import { gatewayRequest } from './gateway-intents';
import type { PlannedNetwork } from './planned-network';
import { elsewhere } from './unsent';

/** What somebody said in code must work, or must not. */
export function* intentProbes(intent: Intent, network: PlannedNetwork): Generator<Draft> {
  const expect: Expectation =
    intent.expect === 'allow' ? reachedBy(undefined) : { kind: 'connection', outcome: 'blocked' };
  for (const client of clientsOf(intent.from, network)) {
    for (const { row, by, ...asked } of targetsOf(intent, client, network)) {
      yield {
        from: client.from,
        ...asked,
        expect: asked.to.kind === 'request' ? throughGateway(intent, by) : expect,
        subject: `Intents ${intent.construct}`,
        row: `${intent.expect} ${row}`,
        client: client.label,
        ...('outside' in client.from && client.from.address !== undefined
          ? { requires: 'outsideAddress' as const }
          : {}),
        ...(restsOnPolicy(intent, client, network) ? { unsent: elsewhere(WITHOUT_EFFECT) } : {}),
      };
    }
  }
}

/** What is said of policies, and of what rests on them. */
export const WITHOUT_EFFECT = 'NetworkPolicies were not enforced';

/** Whether it takes a NetworkPolicy to deny something, and the target enforces none. */
function restsOnPolicy({ expect, to }: Intent, { workload }: Client, { model, deployed }: PlannedNetwork): boolean {
  if (expect === 'allow' || deployed.enforcesPolicies !== false) return false;
  const service = 'service' in to ? model.services.get(keyOf(to.service.namespace, to.service.name)) : undefined;
  const behind =
    service === undefined ? [] : model.select(service.metadata.namespace ?? '', service.spec.selector ?? {});
  return (
    behind.some((pods) => policiesFor(model, pods, 'Ingress').length > 0) ||
    (workload !== undefined && policiesFor(model, workload, 'Egress').length > 0)
  );
}

/** An intent that names what is not in the manifests: its chart and its code have drifted apart. */
export class IntentError extends Error {
  override readonly name = 'IntentError';

  constructor(message: string) {
    super(printable(message));
  }
}

/** Every Pod of a workload asks: what holds for one node may not hold for another. */
function clientsOf(from: IntentFrom, { model, clients }: PlannedNetwork): readonly Client[] {
  if ('outside' in from) return [from.address === undefined ? outside : outsideAt(from.address)];
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

interface Target extends Pick<Draft, 'to' | 'requires'> {
  readonly row: string;
  /** Who may answer, where that is known. */
  readonly by?: readonly string[];
}

function targetsOf({ to, expect }: Intent, client: Client, network: PlannedNetwork): readonly Target[] {
  if ('url' in to) return [gatewayTarget(to.url, client, network) ?? urlTarget(to.url, client, network.deployed)];
  const key = keyOf(to.service.namespace, to.service.name);
  const service = network.deployed.services.get(key);
  if (service === undefined) {
    throw new IntentError(
      `an intent speaks of Service ${key}, which is not in the manifests: synthesize them again, or correct the intent`,
    );
  }
  return portsNamed(to.port, servicePorts(service.spec), key).flatMap((port) => {
    if (usesClusterDNS(client)) return [byName(to.service, port, client)];
    const internal = internalTargets(service, key, port, client, network);
    if (!('outside' in client.from)) return internal;
    const external = externalTargets(service, key, port, client, network);
    return expect === 'deny' ? [...internal, ...external] : external.length > 0 ? external : internal;
  });
}

/** A port by its name or number; all of them where none is named. */
function portsNamed(
  wanted: number | string | undefined,
  ports: readonly NumberedPort[],
  service: string,
): readonly NumberedPort[] {
  if (wanted === undefined) return ports;
  const named = ports.filter(({ name, port }) => wanted === name || wanted === port);
  if (named.length > 0) return named;
  const known = ports.map(({ name, port }) => (name === undefined ? `${port}` : `${name} (${port})`)).join(', ');
  throw new IntentError(
    `an intent speaks of port ${wanted} of Service ${service}, whose ports are ${known}: name one of them, or leave it out`,
  );
}

/** How Pods ask. */
function byName({ name, namespace }: { name: string; namespace: string }, port: NumberedPort, client: Client): Target {
  const host = client.namespace === namespace ? name : `${name}.${namespace}`;
  return target(port, host, port.port, `${host}:${port.port}`);
}

/** The families that a client can ask over: one with an address of its own has one. */
function familiesFrom({ from }: Client, families: readonly IPFamily[]): readonly IPFamily[] {
  if (!('outside' in from) || from.address === undefined) return families;
  const own = familyOf(from.address);
  return families.includes(own) ? [own] : families;
}

/** The addresses that only the cluster routes: the cluster IP, or of a headless Service the Pods' own. */
function internalTargets(
  service: Service,
  key: string,
  port: NumberedPort,
  client: Client,
  network: PlannedNetwork,
): readonly Target[] {
  const pods = network.clients.behind(service);
  const families = familiesFrom(client, familiesOf(service, pods !== undefined, network.deployed.ipFamilies));
  if (service.spec.clusterIP !== 'None') {
    return families.map((family) => {
      const address = addressIn(clusterIPsOf(service.spec), family) ?? key;
      return target(port, placeholder('clusterIP', key, family), port.port, hostPort(address, port.port));
    });
  }
  return (pods ?? []).flatMap(({ pod }) =>
    families.map((family) => {
      const row = rowOver(`Pod ${pod}:${port.port}`, family, families);
      return target(port, placeholder('podIP', pod, family), port.port, row);
    }),
  );
}

/** The addresses made for the outside. */
function externalTargets(
  service: Service,
  key: string,
  port: NumberedPort,
  client: Client,
  network: PlannedNetwork,
): readonly Target[] {
  const { nodePort } = port;
  const families = familiesFrom(client, familiesOf(service, true, network.deployed.ipFamilies));
  return families.flatMap((family) => {
    const to = (kind: 'lbIP' | 'nodeIP', of: string, number: number, row: string) =>
      target(port, placeholder(kind, of, family), number, rowOver(`${row}:${number}`, family, families));
    return [
      ...(service.spec.type === 'LoadBalancer' ? [to('lbIP', key, port.port, `load balancer ${key}`)] : []),
      ...(nodePort === undefined || nodePort === 0
        ? []
        : network.deployed.nodes.map((node) => to('nodeIP', node, nodePort, `node ${node}`))),
    ];
  });
}

function target(servicePort: NumberedPort, host: string, port: number, row: string): Target {
  return { ...transportTo(host, port, servicePort), row };
}

/** What a Gateway serves is asked of it from outside. */
function gatewayTarget(url: string, client: Client, network: PlannedNetwork): Target | undefined {
  if (!('outside' in client.from)) return undefined;
  const asked = gatewayRequest(network, new URL(url));
  return asked && { ...asked, row: url, requires: 'gateway' };
}

/** What is allowed reaches a Pod; what is denied is left to the Gateway itself. */
function throughGateway({ expect }: Intent, by: readonly string[] | undefined): Expectation {
  const base = { kind: 'request', outcome: 'reached' } as const;
  if (expect === 'deny') return { ...base, by: [] };
  return by === undefined ? { ...base, status: 200 } : { ...base, by };
}

/** From outside a URL is asked of the Ingress controller; from a Pod or node, of whoever the name resolves to. */
function urlTarget(url: string, client: Client, { ipFamilies = ['IPv4'] }: PlannedNetwork['deployed']): Target {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const scheme = protocol === 'https:' ? 'https' : 'http';
  const isOutside = 'outside' in client.from;
  return {
    to: {
      kind: 'http',
      protocol: scheme,
      host: isOutside ? placeholder('ingressIP', undefined, familiesFrom(client, ipFamilies)[0]) : hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      path: `${pathname}${search}`,
      hostHeader: hostname,
      ...(scheme === 'https' ? { sni: hostname } : {}),
    },
    row: url,
    ...(isOutside ? { requires: 'ingress' } : {}),
  };
}
