import { redirectsToHttps } from '../../dataplane/ingress/nginx/answer';
import { findLocation } from '../../dataplane/ingress/nginx/find-location';
import { rewrites } from '../../dataplane/ingress/nginx/locations';
import type { NginxConfig, NginxLocation, NginxServer, NginxSource } from '../../dataplane/ingress/nginx/objects';
import type { PathModifier, RouteMatch, RouteRule } from '../../model/gateway/objects';
import { compiledRe2 } from '../../runtime/re2-pattern';
import { withoutTrailingSlash } from '../../terms/ingress-path';
import { pathCase } from '../behaviour';
import type { Note } from '../note';
import type { PlannedRule, Scheme } from '../plan';
import { rulesByBackend } from './backends';
import { corsFilters, filtersOf, REDIRECT_CODES, redirectTo } from './filters';
import { literalHead, patternPath, plainPath, ROOT, routePath } from './paths';
import type { Rewriting } from './rewrites';
import { rewritingOf } from './rewrites';

/** What rules are made with. */
interface Making {
  readonly config: NginxConfig;
  readonly source: NginxSource;
  /** Whether a certificate is configured for the host. */
  readonly isSecured: boolean;
  /** What answers over https tell browsers. Absent: nothing. */
  readonly hsts: string | undefined;
  /** What cannot be said is told here. */
  readonly notes: Note[];
}

type Path = NonNullable<RouteMatch['path']>;

/** The rules of a server, in the order of its locations. */
export function rulesOf(server: NginxServer, making: Making): readonly PlannedRule[] {
  const locations = server.locations.filter((each) => each.status === undefined && !isSecondHalf(each, server));
  const paths = pathsOf(locations, making.notes);
  return [
    ...appRootRule(locations),
    ...locations.flatMap((location) => [
      ...rulesAt(location, paths.get(location) ?? ROOT, making),
      ...slashRule(location, server),
    ]),
  ];
}

/** A prefix is two locations of nginx and one match of a route. */
function isSecondHalf(location: NginxLocation, { locations }: NginxServer): boolean {
  if (location.modifier.kind !== 'exact' || location.pathType !== 'Exact') return false;
  return locations.some(
    (other) =>
      other.modifier.kind === 'prefix' &&
      other.ingressPath === location.ingressPath &&
      other.ingress === location.ingress &&
      other.backend === location.backend,
  );
}

/** How each location is matched. Where a prefix has to be replaced, it has to be one; what it goes before, must not be an expression. */
function pathsOf(locations: readonly NginxLocation[], notes: Note[]): ReadonlyMap<NginxLocation, Path> {
  const found = new Map<NginxLocation, Path>();
  const prefixes: string[] = [];
  for (const location of locations) {
    if (location.modifier.kind !== 'regex') {
      found.set(location, plainPath(location));
      continue;
    }
    const rewriting = rewritingAt(location);
    const head = withoutTrailingSlash(literalHead(location.path));
    const isLiteral = head === withoutTrailingSlash(location.path);
    const isBehind = prefixes.some(
      (prefix) => location.search?.(prefix) !== undefined || location.search?.(`${prefix}/leaf`) !== undefined,
    );
    if (rewriting?.kind === 'prefix') {
      found.set(location, { type: 'PathPrefix', value: routePath(rewriting.prefix) });
      if (rewriting.prefix !== '/') {
        prefixes.push(rewriting.prefix);
        notes.push(pathCase(location, rewriting.prefix));
      }
    } else if (isBehind && isLiteral) {
      found.set(location, { type: 'PathPrefix', value: routePath(head === '' ? '/' : head) });
      if (head !== '') notes.push(pathCase(location, head));
    } else {
      const path = patternPath(location.path);
      if (typeof compiledRe2(path.value ?? '') === 'string') notes.push(beyondRe2(location));
      found.set(location, path);
    }
  }
  return found;
}

function beyondRe2({ ingress, path }: NginxLocation): Note {
  return {
    name: 'use-regex',
    ...(ingress === undefined ? {} : { ingress: ingress.key }),
    text: `the path ${path} is an expression that RE2 does not have, with which most implementations match: rewrite it`,
    explains: ['answer', 'status', 'location', 'backend', 'path'],
  };
}

function rewritingAt(location: NginxLocation): Rewriting | undefined {
  const target = location.annotations?.rewrite.target;
  return target === undefined || !rewrites(location) ? undefined : rewritingOf(location, target);
}

/** One location's `app-root` is that of the whole server. */
function appRootRule(locations: readonly NginxLocation[]): readonly PlannedRule[] {
  const location = locations.find(({ annotations }) => annotations?.rewrite.appRoot !== undefined);
  const { appRoot = '' } = location?.annotations?.rewrite ?? {};
  // nginx would lead from the root to the root for ever.
  if (location?.ingress === undefined || appRoot === '/') return [];
  return [redirectRule(location, '/', appRoot, 302)];
}

/** nginx leads from a path without its slash to the one that has it. */
function slashRule(location: NginxLocation, { locations }: NginxServer): readonly PlannedRule[] {
  const { path, modifier } = location;
  if (modifier.kind === 'regex' || path === '/' || !path.endsWith('/')) return [];
  const without = withoutTrailingSlash(path);
  const found = findLocation(locations, without);
  const isOwn = found !== undefined && 'slashFor' in found && found.slashFor.path === path;
  return isOwn ? [redirectRule(location, routePath(without), routePath(path), 301)] : [];
}

function redirectRule({ ingress }: NginxLocation, from: string, to: string, statusCode: number): PlannedRule {
  return {
    namespace: ingress?.namespace ?? '',
    ingress: ingress?.key ?? '',
    scheme: 'both',
    rule: {
      matches: [{ path: { type: 'Exact', value: from } }],
      filters: [
        {
          type: 'RequestRedirect',
          requestRedirect: { path: { type: 'ReplaceFullPath', replaceFullPath: to }, statusCode },
        },
      ],
    },
  };
}

function rulesAt(location: NginxLocation, path: Path, making: Making): readonly PlannedRule[] {
  const { annotations, ingress } = location;
  const { config, source, isSecured, hsts, notes } = making;
  if (ingress === undefined || annotations === undefined) return [];
  const planned = (scheme: Scheme, rule: RouteRule): PlannedRule => ({
    namespace: ingress.namespace,
    ingress: ingress.key,
    scheme,
    rule,
  });
  const matches: RouteRule['matches'] = [{ path }];
  const { url, code } = annotations.redirect;
  if (annotations.denied === undefined && url !== undefined) {
    const redirect = REDIRECT_CODES.has(code) ? redirectTo(url, code) : undefined;
    return redirect === undefined
      ? []
      : [
          planned('both', {
            matches,
            filters: [...corsFilters(annotations), { type: 'RequestRedirect', requestRedirect: redirect }],
          }),
        ];
  }
  const isRedirected = redirectsToHttps(location, source.settings, isSecured);
  const toHttps = planned('http', {
    matches,
    filters: [
      ...corsFilters(annotations),
      { type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: source.settings.redirectCode } },
    ],
  });
  // What no rule has, the controller answers itself, and a Gateway as well: 404.
  const isNobody = config.upstreams.get(location.backend)?.isInternal === true;
  const rules = isNobody ? [] : forwardRules(location, path, { config, source, hsts, notes });
  return [...(isRedirected ? [toHttps] : []), ...rules.map((rule) => planned(isRedirected ? 'https' : 'both', rule))];
}

function forwardRules(
  location: NginxLocation,
  path: Path,
  { config, source, hsts, notes }: Omit<Making, 'isSecured'>,
): readonly RouteRule[] {
  const { annotations, ingress } = location;
  const matches: RouteRule['matches'] = [{ path }];
  // Without backends a rule refuses what it takes.
  if (annotations?.denied !== undefined) return [{ matches }];
  const rewriting = rewritingAt(location);
  if (rewriting?.kind === 'none') notes.push(lostRewrite(location));
  const modifier: PathModifier | undefined =
    rewriting?.kind === 'full' || rewriting?.kind === 'prefix' ? rewriting.path : undefined;
  const filters = filtersOf(annotations, { path: modifier, rewrites: rewriting !== undefined, hsts });
  const timeouts = timeoutsOf(location);
  return rulesByBackend(location, ingress?.namespace ?? '', config, source).map(
    ({ matches: more = [{}], backendRefs }) => ({
      matches: more.map((match) => ({ path, ...match })),
      ...(filters.length === 0 ? {} : { filters }),
      ...(backendRefs === undefined ? {} : { backendRefs }),
      ...(timeouts === undefined ? {} : { timeouts }),
    }),
  );
}

function timeoutsOf({ ingress }: NginxLocation): RouteRule['timeouts'] {
  const text = ingress?.source.metadata.annotations?.['nginx.ingress.kubernetes.io/proxy-read-timeout'] ?? '';
  return /^[1-9]\d{0,4}$/.test(text) ? { request: `${text}s` } : undefined;
}

function lostRewrite({ annotations, ingress, path }: NginxLocation): Note {
  const value = annotations?.rewrite.target ?? '';
  return {
    name: 'rewrite-target',
    ...(ingress === undefined ? {} : { ingress: ingress.key }),
    annotation: { key: 'nginx.ingress.kubernetes.io/rewrite-target', value },
    text: `made ${value} of what ${path} takes; a route replaces a whole path or a prefix, so the backend is asked for the path as it comes`,
    extension: 'Envoy Gateway: HTTPRouteFilter with ReplaceRegexMatch; Traefik: Middleware with replacePathRegex',
    explains: ['path', 'status', 'location', 'answer'],
  };
}
