import type { Candidate } from '../../model/gateway/attachment';
import { attachmentsOf } from '../../model/gateway/attachment';
import type { Listener } from '../../model/gateway/listeners';
import type { Route } from '../../model/gateway/objects';
import { commonHost, compareHostPatterns, EVERY_HOST, hostIsUnder } from '../../terms/wildcard-host';
import type { RequestTarget } from '../probe';
import { answeredBy } from './gateway-backends';
import type { PlannedNetwork } from './planned-network';

/** A request through a Gateway, and the Pods that may answer it. */
export interface GatewayRequest {
  readonly to: RequestTarget;
  /** Absent where that cannot be known from the manifests. */
  readonly by?: readonly string[];
}

/**
 * The request for a URL through the Gateway that serves its host; undefined where no route of the model is for it. Of several Gateways
 * the one whose listener names the host most precisely is asked, then the first one.
 */
export function gatewayRequest(network: PlannedNetwork, url: URL): GatewayRequest | undefined {
  const { model } = network;
  const { hostname, pathname, search } = url;
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  const port = url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port);
  const serving = attachmentsOf(model)
    .attachments.flatMap(({ route, gateway, candidates }) =>
      candidates
        .filter(
          (each) => gateway !== undefined && isMeant(each, route, hostname) && serves(each.listener, scheme, port),
        )
        .map(({ listener }) => ({ route, listener, gateway: gateway?.key ?? '' })),
    )
    .sort((a, b) => compareHostPatterns(a.listener.hostname ?? EVERY_HOST, b.listener.hostname ?? EVERY_HOST));
  const [first] = serving;
  if (first === undefined) return undefined;
  const rules = serving
    .filter(({ listener }) => listener === first.listener)
    .flatMap(({ route }) => (route.spec.rules ?? []).map((rule) => ({ route, rule })));
  const by = answeredBy(rules, network);
  const to: RequestTarget = {
    kind: 'request',
    gateway: first.gateway,
    protocol: scheme,
    port,
    hostHeader: hostname,
    path: `${pathname}${search}`,
    ...(scheme === 'https' ? { sni: hostname } : {}),
  };
  return { to, ...(by === undefined ? {} : { by }) };
}

/** Whether a route is for a host at a listener; whether there is a certificate for it does not matter. */
function isMeant({ listener, outcome }: Candidate, { kind, spec }: Route, host: string): boolean {
  if ((outcome !== 'attached' && outcome !== 'listenerNotReady') || kind !== 'HTTPRoute') return false;
  const own = spec.hostnames ?? [];
  return (own.length === 0 ? [undefined] : own).some((each) => {
    const common = commonHost(listener.hostname, each);
    return common !== undefined && hostIsUnder(common, host);
  });
}

function serves({ protocol, port }: Listener, scheme: 'http' | 'https', wanted: number): boolean {
  return port === wanted && protocol === scheme.toUpperCase();
}
