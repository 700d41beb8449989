import type { Cluster } from '../dataplane/cluster';
import { destinationsOf, mirrorTargets } from '../dataplane/gateway/destinations';
import { matchTexts } from '../dataplane/gateway/route-table';
import type { Attachment } from '../model/gateway/attachment';
import { describeRoute } from '../model/gateway/gateway-objects';
import type { Route } from '../model/gateway/objects';
import { parentConditions } from '../model/gateway/status';
import { keyOf } from '../terms/object-ref';
import { listed } from '../terms/sentence';
import { EVERY_HOST } from '../terms/wildcard-host';
import type { GatewayRouteFacts, ParentFacts, RuleFacts } from './gateway-explanation';
import { backendFacts, backendName, filterTypes } from './gateway-way';

/** A route of Gateway API: where it is served and where not, what its rules take and lead to, and its conditions. */
export function gatewayRouteFacts(route: Route, cluster: Cluster): GatewayRouteFacts {
  const { attachments, source } = cluster.dataplane.gateways;
  return {
    route: describeRoute(route),
    parents: (attachments.byRoute.get(route) ?? []).map((each) => ({
      ...parentFacts(each),
      conditions: parentConditions(each, attachments),
    })),
    rules: (route.spec.rules ?? []).map((rule, index): RuleFacts => {
      const mirrors = mirrorTargets(route, rule, index, source);
      return {
        rule: `spec.rules[${index}]`,
        matches: matchTexts(route, rule),
        filters: filterTypes(rule),
        backends: destinationsOf(route, rule, index, source).map(backendFacts),
        mirrors: mirrors.map(({ backend }) => backendName(backend)),
      };
    }),
  };
}

/** `HTTPRoute shop/web is served by listener http of Gateway shop/edge, for shop.example.com`. */
export function describeGatewayRoute({ route, parents }: GatewayRouteFacts): string {
  // Of a Gateway that nobody serves, nobody says anything.
  const heard = parents.filter(({ conditions }) => conditions.length > 0);
  const served = heard.flatMap(({ parent, listeners }) =>
    listeners
      .filter(({ outcome }) => outcome === 'attached')
      .map(({ name, hostnames }) => ({ where: `listener ${name} of ${parent}`, hostnames })),
  );
  if (served.length === 0) return `${route} is served by nobody`;
  const hosts = [...new Set(served.flatMap(({ hostnames }) => hostnames))];
  const named = hosts.includes(EVERY_HOST) ? 'every host' : listed(hosts, 3);
  return `${route} is served by ${listed(
    served.map(({ where }) => where),
    3,
  )}, for ${named}`;
}

function parentFacts({ path, parentRef, parent, route, candidates }: Attachment): Omit<ParentFacts, 'conditions'> {
  const { kind = '', namespace = route.metadata.namespace, name = '' } = parentRef;
  return {
    path,
    parent: `${kind} ${keyOf(namespace, name)}`,
    exists: parent !== undefined,
    listeners: candidates.map(({ listener, outcome, hostnames }) => {
      const { name: called, port, protocol, hostname } = listener;
      return { name: called, port, protocol, ...(hostname === undefined ? {} : { hostname }), outcome, hostnames };
    }),
  };
}
