import { attachmentsOf } from '../../model/gateway/attachment';
import type { Listener } from '../../model/gateway/listeners';
import type { RequestRedirect, RouteRule, Route } from '../../model/gateway/objects';
import type { NetworkModel } from '../../model/network-model';
import { listed } from '../../terms/sentence';
import type { Cursor } from '../cursor';
import { defineRule } from '../rule';
import { stream } from './examples';
import { calledListener, routeAt, rulesAt } from './facts/gateway-at';
import { gateway, HTTP, httpRoute } from './gateway-examples';

const REDIRECT = 'rules: [{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }]';
const HTTPS = '{ name: https, port: 443, protocol: HTTPS, tls: { options: { example.com/certificate: a } } }';

export const gatewayRedirectLoop = defineRule({
  id: 'links/gateway-redirect-loop',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['HTTPRoute'],
  field: 'spec.rules',
  summary: 'A redirect leads to another URL.',
  why: 'A client that is sent to the URL that it asked for goes there again, until it gives up (ERR_TOO_MANY_REDIRECTS).',
  fix: 'Attach a redirect to https to the listener of plain HTTP alone, with sectionName.',
  passing: [
    {
      title: 'On the listener of plain HTTP',
      manifests: stream(
        gateway(`${HTTP}, ${HTTPS}`),
        httpRoute(`parentRefs: [{ name: edge, sectionName: http }], ${REDIRECT}`),
      ),
    },
  ],
  failing: [
    {
      title: 'To https, on all listeners',
      manifests: stream(gateway(`${HTTP}, ${HTTPS}`), httpRoute(`parentRefs: [{ name: edge }], ${REDIRECT}`)),
      path: 'spec.rules[0].filters[0].requestRedirect',
      kind: 'Invalid',
    },
    {
      title: 'To the path that it is for',
      manifests: stream(
        gateway(HTTP),
        httpRoute(
          'parentRefs: [{ name: edge }], rules: [{ matches: [{ path: { type: Exact, value: /a } }], filters: [{ type: RequestRedirect, requestRedirect: { path: { type: ReplaceFullPath, replaceFullPath: /a } } }] }]',
        ),
      ),
      path: 'spec.rules[0].filters[0].requestRedirect',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const rules = rulesAt(object);
    const redirects = (rule: Cursor) =>
      rule
        .at('filters')
        .items()
        .some((filter) => filter.at('requestRedirect').present);
    const route = rules.some(redirects) ? routeAt(context) : undefined;
    if (route === undefined) return;
    const listeners = listenersOf(context.model, route);
    for (const [index, rule] of rules.entries()) {
      const given = route.spec.rules?.[index] ?? {};
      for (const filter of rule.at('filters').items()) {
        const redirect = filter.at('requestRedirect');
        if (!redirect.present) continue;
        const looping = listeners.filter((listener) =>
          loops(route, given, redirect.value as RequestRedirect, listener),
        );
        if (looping.length === 0) continue;
        const detail = `on listener ${listed(looping.map(calledListener))} it leads to the URL that was asked for`;
        const severity = looping.length < listeners.length ? ({ severity: 'warning' } as const) : {};
        yield { kind: 'Invalid', path: redirect.path, detail, ...severity };
      }
    }
  },
});

function listenersOf(model: NetworkModel, route: Route): readonly Listener[] {
  const candidates = (attachmentsOf(model).byRoute.get(route) ?? []).flatMap((attachment) => attachment.candidates);
  return candidates.filter(({ outcome }) => outcome === 'attached').map(({ listener }) => listener);
}

function loops(
  route: Route,
  rule: RouteRule,
  { scheme, hostname, port, path }: RequestRedirect,
  listener: Listener,
): boolean {
  const own = listener.protocol === 'HTTPS' ? 'https' : 'http';
  const target = port ?? (scheme === undefined ? listener.port : scheme === 'https' ? 443 : 80);
  if ((scheme ?? own) !== own || target !== listener.port) return false;
  const hosts = route.spec.hostnames ?? [];
  const isSameHost = hostname === undefined || (hosts.length === 1 && hosts[0] === hostname);
  return isSameHost && keepsPath(rule, path);
}

/** Whether there is a path that the rule takes and that stays as it is. */
function keepsPath({ matches = [] }: RouteRule, path: RequestRedirect['path']): boolean {
  if (path === undefined) return true;
  const values = matches.map((match) => match.path ?? {});
  if (path.type === 'ReplacePrefixMatch') {
    return values.every(
      ({ type, value }) => type === 'PathPrefix' && trimmed(value) === trimmed(path.replacePrefixMatch),
    );
  }
  return values.some(({ type, value }) => type === 'Exact' && value === path.replaceFullPath);
}

function trimmed(path = ''): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
