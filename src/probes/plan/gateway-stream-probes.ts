import type { Attachment, Candidate } from '../../model/gateway/attachment';
import { describeRoute } from '../../model/gateway/gateway-objects';
import type { GatewayView } from '../../model/gateway/gateways';
import type { Listener } from '../../model/gateway/listeners';
import { placeholder } from '../../terms/placeholders';
import type { Capability, RequestTarget, TransportTarget } from '../probe';
import { outside } from './clients';
import { reachedBy } from './connection';
import type { Draft } from './draft';
import { answeredBy, unsentBehind } from './gateway-backends';
import { unsentOf, withoutCertificate, withoutLabels } from './gateway-unsent';
import type { PlannedNetwork } from './planned-network';
import { elsewhere } from './unsent';

/**
 * Every listener that a route of TCP, TLS or UDP is attached to; where it is attached to none, the one that it was meant for is asked
 * all the same.
 */
export function* streamProbes(attachment: Attachment, gateway: GatewayView, network: PlannedNetwork): Generator<Draft> {
  const { route, candidates, accepted, path } = attachment;
  const called = describeRoute(route);
  const attached = candidates.filter(({ outcome }) => outcome === 'attached');
  for (const { listener, hostnames } of attached) {
    for (const hostname of hostnames) yield draftOf(attachment, gateway, listener, hostname, called, network);
  }
  const listener = candidates[0]?.listener ?? gateway.listeners[0];
  if (attached.length > 0 || accepted?.status !== 'False' || listener === undefined) return;
  const why = `${called} ${path}: ${accepted.reason}, ${accepted.message}`;
  yield draftOf(attachment, gateway, listener, route.spec.hostnames?.[0] ?? '*', why, network);
}

function draftOf(
  attachment: Attachment,
  gateway: GatewayView,
  listener: Listener,
  hostname: string,
  text: string,
  network: PlannedNetwork,
): Draft {
  const { route, candidates } = attachment;
  const rules = (route.spec.rules ?? []).slice(0, 1).map((rule) => ({ route, rule }));
  const by = answeredBy(rules, network);
  const asked = targetOf(gateway.key, listener, hostname);
  const unsent =
    unsentOf(gateway, network) ??
    withoutLabels(attachment, network) ??
    withoutCertificate(candidates, gateway, network) ??
    passedThrough(listener) ??
    rules.map((each) => unsentBehind(each, network)).find((each) => each !== undefined);
  const protocol = listener.protocol.toLowerCase();
  return {
    from: outside.from,
    ...asked,
    expect:
      asked.to.kind === 'request'
        ? { kind: 'request', outcome: 'reached', ...(by === undefined ? {} : { by }) }
        : reachedBy(by),
    subject: `Gateway ${gateway.key}`,
    row: `${protocol}://${hostname}:${listener.port} (${text})`,
    client: outside.label,
    ...(unsent === undefined ? {} : { unsent }),
  };
}

/** TLS that ends at the Gateway carries a request, so that its server name can be sent; HTTP does, as a Gateway answers anything else. */
function targetOf(
  gateway: string,
  { protocol, port }: Listener,
  hostname: string,
): { readonly to: RequestTarget | TransportTarget; readonly requires: Capability } {
  if (protocol === 'TCP' || protocol === 'UDP') {
    const host = placeholder('gateway', gateway);
    return { to: { kind: 'transport', protocol: protocol === 'UDP' ? 'udp' : 'tcp', host, port }, requires: 'gateway' };
  }
  const host = hostname === '*' ? 'any.invalid' : hostname.replace(/^\*/, 'any');
  const isSecure = protocol !== 'HTTP';
  const to = { kind: 'request', gateway, protocol: isSecure ? 'https' : 'http', port, hostHeader: host } as const;
  return { to: isSecure ? { ...to, sni: host } : to, requires: 'gateway' };
}

function passedThrough({ passesThrough }: Candidate['listener']) {
  return passesThrough
    ? elsewhere('TLS that is passed through ends in the Pods, and whether they speak it is left to them')
    : undefined;
}
