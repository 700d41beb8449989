import { attachmentsOf } from '../model/gateway/attachment';
import type { NetworkModel } from '../model/network-model';
import type { HttpTarget, ProbeTarget, RequestTarget } from '../probes/probe';
import type { WebRequest } from '../requests/web-request';
import { hostMatches } from '../terms/host';
import type { IPFamily } from '../terms/ip';
import { placeholder } from '../terms/placeholders';
import { EVERY_HOST, hostIsUnder, hostPatternRank, mostPrecise } from '../terms/wildcard-host';

/** Where requests from outside come in. */
interface FrontDoor {
  readonly targetOf: (request: WebRequest) => ProbeTarget;
  /** How precisely it names a host: smaller is more precise; undefined where it serves nothing of that host. */
  readonly rankOf: (host: string) => number | undefined;
}

/** The Ingress controller and the Gateways of a network. */
export class FrontDoors {
  private readonly doors: readonly FrontDoor[];

  /** @param first the family that clients use by default */
  constructor(model: NetworkModel, first: IPFamily) {
    this.doors = [...ingressDoor(model, first), ...gatewayDoors(model)];
  }

  /**
   * Whom a request is sent to. Which address a host name leads to is decided outside of the cluster: whoever names the host most
   * precisely is meant, and all of them where several do.
   */
  for(request: WebRequest): readonly ProbeTarget[] {
    const ranked = this.doors.map(({ targetOf, rankOf }) => ({ targetOf, rank: rankOf(request.host) ?? Infinity }));
    const best = ranked.reduce((least, { rank }) => Math.min(least, rank), Infinity);
    return ranked.filter(({ rank }) => rank === best).map(({ targetOf }) => targetOf(request));
  }
}

function* ingressDoor({ ingresses }: NetworkModel, first: IPFamily): Generator<FrontDoor> {
  if (ingresses.size === 0) return;
  const hosts = new Set<string>();
  for (const { spec } of ingresses.values()) {
    for (const { host = '' } of spec.rules ?? []) hosts.add(host === '' ? EVERY_HOST : host);
    if (spec.defaultBackend !== undefined) hosts.add(EVERY_HOST);
  }
  yield { targetOf: (request) => askedOfIngress(request, first), rankOf: rankAmong(hosts, hostMatches) };
}

function askedOfIngress(request: WebRequest, first: IPFamily): ProbeTarget {
  const { protocol, ...asked } = askedOf(request);
  if (protocol === 'grpc') return { kind: 'request', ingress: true, protocol, ...asked };
  return { kind: 'http', protocol, host: placeholder('ingressIP', undefined, request.family ?? first), ...asked };
}

/** The same request of an Ingress controller, asked as one of a Gateway is: with what becomes of it on its way. */
export function onItsWay({ host: _, family: __, ...request }: HttpTarget): RequestTarget {
  return { ...request, kind: 'request', ingress: true };
}

function askedOf({ kind: _, family: __, host, ...asked }: WebRequest) {
  return { ...asked, hostHeader: host, ...(asked.protocol === 'https' ? { sni: host } : {}) };
}

function* gatewayDoors(model: NetworkModel): Generator<FrontDoor> {
  const { gateways, attachments } = attachmentsOf(model);
  const hostsOf = new Map([...gateways.keys()].map((key) => [key, new Set<string>()]));
  for (const { gateway, candidates } of attachments) {
    for (const { outcome, hostnames } of candidates) {
      if (outcome !== 'attached' || gateway === undefined) continue;
      for (const host of hostnames) hostsOf.get(gateway.key)?.add(host);
    }
  }
  for (const [gateway, hosts] of hostsOf) {
    yield {
      targetOf: (request) => ({ kind: 'request', gateway, ...askedOf(request) }),
      rankOf: rankAmong(hosts, hostIsUnder),
    };
  }
}

function rankAmong(
  hosts: ReadonlySet<string>,
  takes: (pattern: string, host: string) => boolean,
): (host: string) => number | undefined {
  const byPattern = new Map([...hosts].map((host) => [host, hostPatternRank(host)]));
  return (host) => mostPrecise(byPattern, host, takes)?.[1];
}
