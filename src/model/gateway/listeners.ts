import { ownOf } from '../../terms/maps';
import { listed } from '../../terms/sentence';
import { GATEWAY_GROUP } from '../api-kinds';
import { selectsAll } from '../network-policies';
import type { LabelSelector } from '../objects';
import type { ServerCertificate } from '../server-certificate';
import type { Condition } from './conditions';
import { unmet } from './conditions';
import type { CertificateSource } from './listener-certificates';
import { certificatesOf } from './listener-certificates';
import type { ListenerSpec, RouteKind } from './objects';
import type { GatewayProfile } from './profile';
import type { Place } from './taken-ports';
import { familyOf, TakenPorts } from './taken-ports';

/** Whose listener it is. */
export interface ListenerOwner {
  readonly kind: 'Gateway' | 'ListenerSet';
  readonly namespace: string;
  readonly name: string;
}

/** A listener, as a controller takes it. */
export interface Listener {
  readonly owner: ListenerOwner;
  /** Where it stands in its owner: `spec.listeners[0]`. */
  readonly path: string;
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  /** In lower case. Absent: every host. */
  readonly hostname?: string;
  readonly spec: ListenerSpec;
  /** The kinds of routes that it takes. */
  readonly kinds: readonly RouteKind[];
  /** Certificates that it serves. */
  readonly certificates: readonly ServerCertificate[];
  /** Whether the controller hands the bytes of TLS connections on as they are. */
  readonly passesThrough: boolean;
  /** What is wrong with it; conditions that are as they should be are left out. */
  readonly problems: readonly Condition[];
  /** Whether routes can attach to it. Some of its route kinds may be wrong all the same. */
  readonly ready: boolean;
}

/** What listeners are looked at with. */
export interface ListenerContext {
  /** Absent where every certificate is taken to be there, and none is read. */
  readonly certificates: CertificateSource | undefined;
  /** What their controller can do. */
  readonly profile: GatewayProfile;
}

/**
 * The listeners of a Gateway and of the ListenerSets that are attached to it, in the order in which they take precedence: where
 * two are in conflict, the first one stays.
 */
export function listenersOf(
  owners: readonly { readonly owner: ListenerOwner; readonly listeners: readonly ListenerSpec[] }[],
  context: ListenerContext,
): readonly Listener[] {
  const found: Listener[] = [];
  // Of the listeners of a Gateway even those count that are in conflict themselves.
  const rivals = { Gateway: new TakenPorts<Listener>(), ListenerSet: new TakenPorts<Listener>() };
  for (const { owner, listeners } of owners) {
    for (const [index, spec] of listeners.entries()) {
      const listener = listenerOf(spec, index, owner, rivals[owner.kind], context);
      found.push(listener);
      rivals.Gateway.add(listener);
      if (!isConflicted(listener)) rivals.ListenerSet.add(listener);
    }
  }
  return found;
}

function listenerOf(
  spec: ListenerSpec,
  index: number,
  owner: ListenerOwner,
  taken: TakenPorts<Listener>,
  context: ListenerContext,
): Listener {
  const { name = '', port = 0, protocol = '', hostname = '', tls } = spec;
  const place = { port, protocol, hostname: hostname.toLowerCase() };
  const kinds = kindsOf(spec, context.profile);
  const conflict = conflictOf(place, taken.rivalOf(place));
  const invalid =
    selectorProblem(spec.allowedRoutes?.namespaces ?? {}) ??
    protocolProblem(protocol, context.profile) ??
    conflict ??
    tlsProblem(spec);
  const served =
    invalid === undefined && isTerminated(spec) && context.certificates !== undefined
      ? certificatesOf(spec, owner, context.certificates)
      : { certificates: [] };
  const blocking = [invalid, served.certificates.length === 0 ? served.problem : undefined].filter(isProblem);
  return {
    owner,
    path: `spec.listeners[${index}]`,
    name,
    port,
    protocol,
    ...(hostname === '' ? {} : { hostname: place.hostname }),
    spec,
    kinds: kinds.supported,
    certificates: served.certificates,
    passesThrough: protocol === 'TLS' && tls?.mode === 'Passthrough',
    problems: [
      kinds.problem,
      invalid,
      ...(owner.kind === 'ListenerSet' && invalid === conflict ? refusals(conflict) : []),
      served.problem,
    ].filter(isProblem),
    ready: blocking.length === 0,
  };
}

function isProblem(condition: Condition | undefined): condition is Condition {
  return condition !== undefined;
}

/** The kinds of routes that each protocol can take. */
export const KINDS_OF_PROTOCOL: Readonly<Record<string, readonly RouteKind[]>> = {
  HTTP: ['GRPCRoute', 'HTTPRoute'],
  HTTPS: ['GRPCRoute', 'HTTPRoute'],
  TLS: ['TCPRoute', 'TLSRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

function protocolsOf(profile: GatewayProfile): readonly string[] {
  return Object.keys(KINDS_OF_PROTOCOL).filter((protocol) => profile === 'spec' || protocol !== 'UDP');
}

function kindsOf(
  spec: ListenerSpec,
  profile: GatewayProfile,
): { readonly supported: readonly RouteKind[]; readonly problem?: Condition } {
  const { protocol = '', allowedRoutes } = spec;
  const possible = protocolsOf(profile).includes(protocol) ? possibleKinds(spec, profile) : [];
  const asked = allowedRoutes?.kinds ?? [];
  if (asked.length === 0) return { supported: possible };
  const supported = possible.filter((kind) =>
    asked.some((each) => (each.group ?? GATEWAY_GROUP) === GATEWAY_GROUP && each.kind === kind),
  );
  const wrong = asked.find(
    ({ group = GATEWAY_GROUP, kind = '' }) => group !== GATEWAY_GROUP || !possible.some((one) => one === kind),
  );
  if (wrong === undefined) return { supported };
  const { group = GATEWAY_GROUP, kind = '' } = wrong;
  const called = group === GATEWAY_GROUP ? kind : `${kind} of group ${group === '' ? "''" : group}`;
  const taken = possible.length === 0 ? 'no kind of route' : listed(possible);
  const message = `a listener of protocol ${protocol} takes ${taken}, not ${called}`;
  return { supported, problem: unmet('ResolvedRefs', 'InvalidRouteKinds', message) };
}

/** What stays encrypted is for TLSRoutes alone; to Contour, for TCPRoutes as well. */
function possibleKinds({ protocol = '', tls }: ListenerSpec, profile: GatewayProfile): readonly RouteKind[] {
  const kinds = ownOf(KINDS_OF_PROTOCOL, protocol) ?? [];
  const onlyTls = tls?.mode === 'Passthrough' && profile === 'spec';
  return onlyTls ? kinds.filter((kind) => kind === 'TLSRoute') : kinds;
}

function selectorProblem({ from, selector }: { from?: string; selector?: LabelSelector }): Condition | undefined {
  if (from !== 'Selector' || !selectsAll(selector)) return undefined;
  const what = selector === undefined ? 'there is no selector' : 'its selector has no labels';
  return unmet('Programmed', 'Invalid', `allowedRoutes.namespaces.from is Selector, but ${what}`);
}

function protocolProblem(protocol: string, profile: GatewayProfile): Condition | undefined {
  const known = protocolsOf(profile);
  if (known.includes(protocol)) return undefined;
  const message = `protocol ${protocol === '' ? "''" : protocol} is none of ${listed(known)}`;
  return unmet('Accepted', 'UnsupportedProtocol', message);
}

/** Listeners that cannot be told apart on one port. */
function conflictOf({ port, protocol, hostname = '' }: Place, rival: Listener | undefined): Condition | undefined {
  if (rival === undefined) return undefined;
  const conflict = (reason: string, message: string): Condition => ({
    type: 'Conflicted',
    status: 'True',
    reason,
    message,
  });
  if (familyOf(protocol) !== familyOf(rival.protocol)) {
    const message = `listener ${rival.name} has port ${port} for ${rival.protocol}, which does not go together with ${protocol}`;
    return conflict('ProtocolConflict', message);
  }
  const hosts = hostname === '' ? 'every host' : `the host name ${hostname}`;
  return conflict('HostnameConflict', `listener ${rival.name} has ${hosts} on port ${port} as well`);
}

/** A listener of a ListenerSet that is in conflict says so in all of its conditions. */
function refusals(conflict: Condition | undefined): readonly Condition[] {
  if (conflict === undefined) return [];
  return ['Accepted', 'Programmed'].map((type) => unmet(type, conflict.reason, conflict.message));
}

function isConflicted({ problems }: Listener): boolean {
  return problems.some(({ type }) => type === 'Conflicted');
}

function tlsProblem({ protocol = '', tls }: ListenerSpec): Condition | undefined {
  if (protocol !== 'HTTPS' && protocol !== 'TLS') return undefined;
  if (tls === undefined) return unmet('Programmed', 'Invalid', `a listener of protocol ${protocol} needs tls`);
  const { mode = 'Terminate' } = tls;
  if (mode === 'Terminate' || (mode === 'Passthrough' && protocol === 'TLS')) return undefined;
  return unmet('Programmed', 'Invalid', `tls.mode of a listener of protocol ${protocol} cannot be ${mode}`);
}

function isTerminated({ protocol, tls }: ListenerSpec): boolean {
  return (protocol === 'HTTPS' || protocol === 'TLS') && (tls?.mode ?? 'Terminate') === 'Terminate';
}
