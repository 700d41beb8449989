import { placeholder } from '../../terms/placeholders';
import type { Ingress } from '../../model/objects';
import { winnersOf } from '../../model/route';
import type { IngressRoute } from '../../model/route-table';
import { keyOf } from '../../terms/object-ref';
import type { Unsent } from '../expectation';
import { outside } from './clients';
import { reachedBy } from './connection';
import { IngressBackends } from './ingress-backends';
import { rivalsOf } from './ingress-rivals';
import { secretsOf } from './ingress-tls';
import { unsentOf } from './ingress-unsent';
import type { PlannedNetwork } from './planned-network';
import type { Draft } from './draft';

/** Every host and path of an Ingress, asked for from outside; over TLS where the host has a certificate. */
export function* ingressProbes(ingress: Ingress, network: PlannedNetwork): Generator<Draft> {
  const { model } = network;
  const { name = '', namespace = model.defaultNamespace } = ingress.metadata;
  const subject = `Ingress ${namespace === model.defaultNamespace ? name : keyOf(namespace, name)}`;
  const ingressIP = placeholder('ingressIP', undefined, network.deployed.ipFamilies?.[0]);
  const backends = new IngressBackends(network);
  const { own, ofHost, defaults } = rivalsOf(model, keyOf(namespace, name));
  for (const route of own) {
    const { host, path } = route;
    if (path === undefined) continue;
    const { request, winners } = requestFor(route, ofHost(route));
    const by = backends.answerersOf(winners);
    const left = unsentOf(route, network) ?? backends.unsentOf(winners);
    const asked = { subject, ingressIP, host, path: request, by };
    yield draftOf({ ...asked, protocol: 'http', unsent: left });
    for (const { unsent } of secretsOf(ingress, host, network)) {
      yield draftOf({ ...asked, protocol: 'https', unsent: left ?? unsent });
    }
  }
  const fallback = own.find(({ path }) => path === undefined);
  if (fallback === undefined || winnersOf(ofHost(fallback), NAMED).length > 0) return;
  const by = backends.answerersOf(defaults);
  const unsent = unsentOf(fallback, network) ?? backends.unsentOf(defaults);
  const host = own.length > 1 ? UNMATCHED : undefined;
  yield draftOf({ subject, ingressIP, protocol: 'http', host, path: '/', by, unsent });
}

/** What stand-ins answer with the Pod's name. */
const NAMED = '/hostname';

/** A host that no rule is for. */
const UNMATCHED = 'no-rule.invalid';

/**
 * A path that the rule takes before all others of its host, and the rules that take it: several, where they are equal and the
 * controller chooses. The root is asked for {@link NAMED}.
 */
function requestFor(
  route: IngressRoute,
  rivals: readonly IngressRoute[],
): { readonly request: string; readonly winners: readonly IngressRoute[] } {
  const { path: given = '', pathType } = route.path ?? {};
  const path = given === '' ? '/' : given;
  const below = path.endsWith('/') ? path : `${path}/`;
  const requests =
    pathType === 'Exact' ? [path] : path === '/' ? [NAMED, '/', '/x'] : [path, below, `${below}x`, `${below}y/z`];
  const asked = requests.map((request) => ({ request, winners: winnersOf(rivals, request) }));
  const own = asked.find(({ winners }) => winners.includes(route));
  const [first = { request: path, winners: [] }] = asked;
  // Which requests a pattern takes, only its controller knows.
  if (own === undefined && first.winners.length === 0) return { request: path, winners: [route] };
  return own ?? first;
}

interface Asked {
  readonly subject: string;
  /** The placeholder of the controller's address. */
  readonly ingressIP: string;
  readonly protocol: 'http' | 'https';
  readonly host: string | undefined;
  readonly path: string;
  readonly by: readonly string[] | undefined;
  readonly unsent: Unsent | undefined;
}

function draftOf({ subject, ingressIP, protocol, host, path, by, unsent }: Asked): Draft {
  const concrete = host?.replace(/^\*/, 'any');
  return {
    from: outside.from,
    to: {
      kind: 'http',
      protocol,
      host: ingressIP,
      path,
      ...(concrete === undefined ? {} : { hostHeader: concrete }),
      ...(concrete === undefined || protocol === 'http' ? {} : { sni: concrete }),
    },
    expect: { ...reachedBy(by), status: 200 },
    subject,
    row: `${protocol}://${host === UNMATCHED ? '*' : (host ?? '*')}${path}`,
    client: outside.label,
    ...(unsent === undefined ? {} : { unsent }),
    requires: 'ingress',
  };
}
