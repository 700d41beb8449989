import { controllerFamilyOf } from '../../model/ingress-controllers';
import { takers } from '../../model/ingress-nginx/host-rules';
import { openTo } from '../../model/left-to-controller';
import type { Ingress } from '../../model/objects';
import { winnersOf } from '../../model/route';
import type { IngressRoute } from '../../model/route-table';
import { patternExample } from '../../runtime/pattern-example';
import { keyOf } from '../../terms/object-ref';
import { placeholder } from '../../terms/placeholders';
import { reachedBy } from './connection';
import type { Draft } from './draft';
import { rowOver } from './families';
import { IngressBackends } from './ingress-backends';
import { draftOf, NAMED, pathsUnder, UNMATCHED } from './ingress-draft';
import { rivalsOf } from './ingress-rivals';
import { secretsOf } from './ingress-tls';
import { isPattern, unsentOf } from './ingress-unsent';
import { nginxProbes } from './nginx-probes';
import type { PlannedNetwork } from './planned-network';
import { expectedOf } from './policy-word';

/** Every host and path of an Ingress, asked for from outside over each family; over TLS where the host has a certificate. */
export function* ingressProbes(ingress: Ingress, network: PlannedNetwork): Generator<Draft> {
  const { ingressFamilies = [], ipFamilies = ['IPv4'] } = network.deployed;
  const families = ingressFamilies.length > 0 ? ingressFamilies : ipFamilies.slice(0, 1);
  for (const family of families) {
    const ingressIP = placeholder('ingressIP', undefined, family);
    for (const draft of probesAt(ingressIP, ingress, network)) {
      yield { ...draft, row: rowOver(draft.row, family, families) };
    }
  }
}

function* probesAt(ingressIP: string, ingress: Ingress, network: PlannedNetwork): Generator<Draft> {
  const { model } = network;
  const { name = '', namespace = model.defaultNamespace } = ingress.metadata;
  const subject = `Ingress ${namespace === model.defaultNamespace ? name : keyOf(namespace, name)}`;
  const backends = new IngressBackends(network);
  const rivals = rivalsOf(model, keyOf(namespace, name));
  const { own, ofHost, defaults } = rivals;
  const isNginx = own.some(({ className }) => controllerFamilyOf(model, className ?? '') === 'ingress-nginx');
  for (const route of own) {
    const { host, path } = route;
    if (path === undefined) continue;
    if (isNginx) {
      const word = backends.wordOn([route]);
      for (const draft of nginxProbes(route, {
        subject,
        ingressIP,
        rivals,
        backends,
        network,
        unsentOf: (rule) => unsentOf(rule, network),
      })) {
        const { expect } = draft;
        const isServed = expect.kind === 'connection' && 'by' in expect;
        yield isServed ? { ...draft, expect: expectedOf(expect, word) } : draft;
      }
      continue;
    }
    const { request, winners } = requestFor(route, ofHost(route), network);
    const expect = expectedOf({ ...reachedBy(backends.answerersOf(winners)), status: 200 }, backends.wordOn(winners));
    const open = openTo(ofHost(route), request);
    const left = [route, ...open].flatMap((rule) => unsentOf(rule, network) ?? [])[0] ?? backends.unsentOf(winners);
    const asked = { subject, ingressIP, host, path: request, expect };
    yield draftOf({ ...asked, protocol: 'http', unsent: left });
    for (const { unsent } of secretsOf(ingress, host, network)) {
      yield draftOf({ ...asked, protocol: 'https', unsent: left ?? unsent });
    }
  }
  const fallback = own.find(({ path }) => path === undefined);
  if (fallback === undefined || winnersOf(ofHost(fallback), NAMED).length > 0) return;
  const asked = {
    subject,
    ingressIP,
    protocol: 'http',
    unsent: unsentOf(fallback, network) ?? backends.unsentOf(defaults),
  } as const;
  const [rule] = own;
  if (isNginx && rule !== undefined && rule !== fallback) {
    // ingress-nginx keeps the default backend for the hosts of the Ingress.
    if (takers(ofHost(rule), NAMED)?.length !== 0) return;
    const expect = expectedOf(
      { ...reachedBy(backends.answerersOf([fallback])), status: 200 },
      backends.wordOn([fallback]),
    );
    yield draftOf({ ...asked, host: rule.host, path: NAMED, expect });
    return;
  }
  const expect = expectedOf({ ...reachedBy(backends.answerersOf(defaults)), status: 200 }, backends.wordOn(defaults));
  yield draftOf({ ...asked, host: own.length > 1 ? UNMATCHED : undefined, path: '/', expect });
}

/**
 * A path that the rule takes before all others of its host, and the rules that take it: several, where they are equal and the
 * controller chooses. Of a regular expression an example is asked.
 */
function requestFor(
  route: IngressRoute,
  rivals: readonly IngressRoute[],
  { model }: PlannedNetwork,
): { readonly request: string; readonly winners: readonly IngressRoute[] } {
  const [path = '/'] = pathsUnder(route);
  if (isPattern(model, route)) return { request: patternExample(path) ?? path, winners: [route] };
  const asked = pathsUnder(route).map((request) => ({ request, winners: winnersOf(rivals, request) }));
  const own = asked.find(({ winners }) => winners.includes(route));
  const [first = { request: path, winners: [] }] = asked;
  // Which requests a pattern takes, only its controller knows.
  if (own === undefined && first.winners.length === 0) return { request: path, winners: [route] };
  return own ?? first;
}
