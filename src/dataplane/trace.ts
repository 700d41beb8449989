import { selectsPods } from '../model/service';
import { familyOf } from '../terms/ip';
import { labelText, listed } from '../terms/sentence';
import type { Dataplane } from './dataplane';
import type { Decision, Flow, LinkName } from './flow';
import type { ClusterNode } from './node';
import { describeDependence, describeRule } from './policies/describe-ruling';
import type { Match } from './proxy/service-map';

/** One link of the way from a client to a Pod. */
export interface Link {
  readonly link: LinkName;
  readonly ok: boolean;
  readonly detail: string;
}

/**
 * The links from an address to a process, up to and including the first broken one. Names are looked up before.
 *
 * @param node the client's node; undefined for a client outside
 */
export function traceFlow(flow: Flow, dataplane: Dataplane, decision: Decision, node?: ClusterNode): readonly Link[] {
  const match = matchOf(flow, dataplane, node);
  const whole: readonly Link[] = [
    ok('address', addressText(flow, match, dataplane)),
    ...(match === undefined ? [] : serviceLinks(match, dataplane)),
    ...policyLinks(decision),
    ...deliveredLinks(decision),
  ];
  if (decision.action === 'deliver') return whole;
  const { brokenAt = 'route', reason } = decision;
  const before = whole.filter(({ link }) => ORDER.indexOf(link) < ORDER.indexOf(brokenAt));
  return [...before, { link: brokenAt, ok: false, detail: reason }];
}

const ORDER: readonly LinkName[] = ['name', 'address', 'rules', 'endpoints', 'policy', 'pod', 'port', 'route'];

/** The Service port that the address and port belong to, on the node that judges. */
function matchOf({ protocol, address, port }: Flow, dataplane: Dataplane, from?: ClusterNode): Match | undefined {
  const { proxier, state, tables } = dataplane;
  const node = state.network.nodeOf(address) ?? from;
  const atNodePort = node !== undefined && proxier.servesNodePortsAt(address, node);
  return (
    tables.services.at(protocol, address, port) ??
    (atNodePort ? tables.services.atNodePort(protocol, port, familyOf(address)) : undefined)
  );
}

function serviceLinks(match: Match, dataplane: Dataplane): readonly Link[] {
  const { service, portName, protocol, port, internalLocal, externalLocal } = match.port;
  const local = match.entry === 'clusterIP' ? internalLocal : externalLocal;
  const endpoints = dataplane.tables.endpointsOf(match.port);
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  const stored = dataplane.state.services.get(service);
  const selector =
    stored !== undefined && selectsPods(stored.spec) ? ` (selector ${labelText(stored.spec.selector ?? {})})` : '';
  const named = portName === '' ? `${port}` : `${portName}, ${port}`;
  const where = ready.map(({ address, port: target, nodeName }) => `${address}:${target} on ${nodeName ?? 'no node'}`);
  return [
    ok(
      'rules',
      `kube-proxy has rules for port ${named} (${protocol}) of Service ${service}${local ? ', policy Local' : ''}`,
    ),
    ok('endpoints', `${ready.length} of ${endpoints.length} endpoints ready${selector}: ${listed(where, 4)}`),
  ];
}

/** The rules of NetworkPolicies that let it through, and who may decide otherwise. */
function policyLinks({ rulings = [], depends }: Decision): readonly Link[] {
  const admitting = rulings.flatMap(({ direction, by }) => (by === undefined ? [] : describeRule(direction, by)));
  return [
    ...(admitting.length === 0
      ? []
      : [ok('policy', `${listed(admitting)} ${admitting.length === 1 ? 'lets' : 'let'} it through`)]),
    ...(depends === undefined ? [] : [ok('policy', describeDependence(depends, rulings))]),
  ];
}

function deliveredLinks(decision: Decision): readonly Link[] {
  if (decision.action !== 'deliver') return [];
  const { listener, address, source, reason } = decision;
  const pod = listener.type === 'pod' ? [ok('pod', `Pod ${listener.pod} at ${address}`)] : [];
  return [...pod, ok('port', `${reason}; it sees the client as ${source}`)];
}

function addressText(
  { address, port, protocol }: Flow,
  match: Match | undefined,
  { placeholders, state }: Dataplane,
): string {
  if (match !== undefined) {
    const entry = {
      clusterIP: 'cluster IP',
      externalIP: 'external IP',
      loadBalancerIP: 'load balancer address',
      nodePort: 'node port',
    };
    const what = match.entry === 'nodePort' ? `${protocol} port ${port}` : address;
    return `${what} is a ${entry[match.entry]} of Service ${match.port.service}`;
  }
  const node = state.network.nodeOf(address);
  if (node !== undefined) return `${address} is an address of node ${node.name}`;
  const host = state.network.hostOf(address);
  if (host !== undefined) return `${address} is host ${host.name} outside the cluster`;
  return `${address} is ${placeholders.get(address)?.replace(/^\$\{([A-Za-z]+)6?:(.*)\}$/, '$1 of $2') ?? 'known to no one'}`;
}

function ok(link: LinkName, detail: string): Link {
  return { link, ok: true, detail };
}
