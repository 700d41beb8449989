import type { Secret } from '../../../model/objects';
import type { NginxAnnotations } from './annotations';
import { mergeCanaries } from './canaries';
import { CertificateStore } from './certificate-store';
import { serverLocations } from './locations';
import type { NginxIngress, NginxPath } from './nginx-ingress';
import { CATCH_ALL } from './nginx-ingress';
import type { Location, Server } from './objects';
import type { NginxSettings } from './settings';
import type { Upstream } from './upstreams';
import { DEFAULT_UPSTREAM, upstreamName } from './upstreams';

export interface ServerSource {
  readonly settings: NginxSettings;
  readonly secrets: ReadonlyMap<string, Secret>;
}

/**
 * The servers and locations that the controller makes of Ingresses, by name of the server
 * (`getBackendServers` in internal/ingress/controller/controller.go).
 */
export function serversOf(
  ingresses: readonly NginxIngress[],
  upstreams: Map<string, Upstream>,
  source: ServerSource,
): readonly Server[] {
  const servers = namedServers(ingresses, upstreams);
  nameAliases(ingresses, servers);
  nameCertificates(ingresses, servers, source);
  for (const ingress of ingresses) addLocations(ingress, servers, upstreams);
  mergeCanaries(ingresses, upstreams, servers);
  const sorted = [...servers.values()].sort((a, b) => (a.hostname < b.hostname ? -1 : 1));
  for (const server of sorted) server.locations = serverLocations(server.locations);
  return sorted;
}

/** One for each host, which answers `/` with the default backend and the annotations of the first Ingress that has it. */
function namedServers(
  ingresses: readonly NginxIngress[],
  upstreams: ReadonlyMap<string, Upstream>,
): Map<string, Server> {
  const root = rootLocation(DEFAULT_UPSTREAM, undefined);
  const servers = new Map([[CATCH_ALL, serverOf(CATCH_ALL, root)]]);
  for (const ingress of ingresses) {
    const { annotations, defaultBackend, namespace, rules } = ingress;
    if (annotations.canary !== undefined) continue;
    const own = defaultBackend === undefined ? undefined : upstreamName(namespace, defaultBackend);
    if (own !== undefined && rules.length === 0 && root.isGenerated && upstreams.has(own)) {
      root.isGenerated = false;
      root.backend = own;
      root.ingress = ingress;
      // A catch-all redirects nothing and rewrites nothing.
      root.annotations = { ...annotations, redirect: NO_REDIRECT, rewrite: NO_REWRITE };
    }
    for (const { host } of rules) {
      if (servers.has(host)) continue;
      servers.set(host, serverOf(host, rootLocation(own ?? DEFAULT_UPSTREAM, ingress)));
    }
  }
  return servers;
}

const NO_REDIRECT: NginxAnnotations['redirect'] = { url: undefined, code: 0, fromToWww: false, relative: false };
const NO_REWRITE: NginxAnnotations['rewrite'] = {
  target: undefined,
  useRegex: false,
  sslRedirect: false,
  forceSslRedirect: false,
  preserveTrailingSlash: false,
  appRoot: undefined,
};

function serverOf(hostname: string, root: Location): Server {
  return { hostname, locations: [root], aliases: [], certificate: undefined, redirectsFromToWww: false };
}

function rootLocation(backend: string, ingress: NginxIngress | undefined): Location {
  return {
    path: '/',
    pathType: 'Prefix',
    ingressPath: '',
    backend,
    isGenerated: true,
    ingress,
    annotations: ingress?.annotations,
  };
}

/** The first Ingress of a host that has aliases names them; hosts of other rules are none. */
function nameAliases(ingresses: readonly NginxIngress[], servers: ReadonlyMap<string, Server>): void {
  for (const { annotations, rules } of ingresses) {
    if (annotations.canary !== undefined) continue;
    for (const { host } of rules) {
      const server = servers.get(host);
      if (server !== undefined && server.aliases.length === 0) server.aliases = annotations.aliases;
    }
  }
  for (const server of servers.values()) server.aliases = server.aliases.filter((alias) => !servers.has(alias));
}

/** The first Ingress that has a rule for the host and any `tls` decides. */
function nameCertificates(
  ingresses: readonly NginxIngress[],
  servers: ReadonlyMap<string, Server>,
  { settings, secrets }: ServerSource,
): void {
  const store = new CertificateStore(secrets, settings.defaultSslCertificate);
  const catchAll = servers.get(CATCH_ALL);
  if (catchAll !== undefined) catchAll.certificate = store.byDefault;
  for (const { annotations, namespace, rules, source } of ingresses) {
    const { tls = [] } = source.spec;
    if (annotations.canary !== undefined || tls.length === 0) continue;
    for (const { host } of rules) {
      const server = servers.get(host);
      if (server !== undefined) server.certificate ??= store.forHost(host, tls, namespace);
    }
  }
}

/** Canaries as well: those whose upstream another Ingress has made count as ordinary. */
function addLocations(
  ingress: NginxIngress,
  servers: ReadonlyMap<string, Server>,
  upstreams: ReadonlyMap<string, Upstream>,
): void {
  for (const { host, paths = [] } of ingress.rules) {
    const server = servers.get(host) ?? servers.get(CATCH_ALL);
    if (server === undefined) continue;
    for (const path of paths) {
      if (path.backend === undefined) continue;
      const backend = upstreamName(ingress.namespace, path.backend);
      if (upstreams.get(backend)?.shaping !== undefined) continue;
      addLocation(server, path, backend, ingress);
    }
  }
}

/** Of the locations with the path only the first is looked at: one of another type hides those behind it. */
function addLocation(server: Server, { path, pathType }: NginxPath, backend: string, ingress: NginxIngress): void {
  const { annotations } = ingress;
  const first = server.locations.find((location) => location.path === path);
  if (first === undefined || first.pathType !== pathType) {
    const isGenerated = false;
    server.locations.push({ path, pathType, ingressPath: '', backend, isGenerated, ingress, annotations });
  } else if (first.isGenerated) {
    Object.assign(first, { backend, isGenerated: false, ingress, annotations });
  } else {
    return;
  }
  if (annotations.redirect.fromToWww) server.redirectsFromToWww = true;
}
