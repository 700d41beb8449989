import type { Ingress, Secret, Service } from '../../model/objects';
import type { ServerCertificate } from '../../model/server-certificate';
import { certificateOf, whyUnusable } from '../../model/server-certificate';
import { hostOf } from '../../terms/host';
import { keyOf } from '../../terms/object-ref';
import type { EndpointSlices } from '../endpoints/endpoint-slices';
import { readyEndpoints } from '../endpoints/ready-endpoints';
import { whyNoEndpoints } from '../endpoints/why-no-endpoints';
import type { Route } from './contour-routes';
import { compareRoutes, routesOf, whyNoTarget } from './contour-routes';
import type { IngressController, IngressRequest, IngressRoute } from './ingress-controller';
import { normalizedPath } from './request-path';

/** What a controller reads. */
export interface IngressSource {
  readonly ingresses: readonly Ingress[];
  readonly services: ReadonlyMap<string, Service>;
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly slices: EndpointSlices;
}

/** A host that is served over TLS. */
interface SecureHost {
  readonly certificate: ServerCertificate;
  readonly routes: Map<string, Route>;
}

/**
 * Contour 1.33 with Envoy, as installed by its default manifests: virtual hosts merged from all Ingresses, one TLS
 * virtual host for each host that has a usable Secret.
 */
export class Contour implements IngressController {
  private readonly hosts = new Map<string, Map<string, Route>>();
  private readonly secureHosts = new Map<string, SecureHost>();
  private readonly sorted = new Map<Map<string, Route>, readonly Route[]>();

  constructor(private readonly source: IngressSource) {
    for (const ingress of source.ingresses) this.addCertificates(ingress);
    for (const ingress of source.ingresses) this.addRoutes(ingress);
  }

  certificateFor(sni: string | undefined): ServerCertificate | undefined {
    return this.secureHostFor(sni)?.host.certificate;
  }

  route({ host, path, tls }: IngressRequest): IngressRoute {
    const name = hostOf(host);
    const sent = host.replace(/:\d*$/, '');
    if (tls === undefined) return this.routeIn(bestHost(this.hosts, name), sent, path, undefined);
    const secure = this.secureHostFor(tls.sni);
    if (secure === undefined) {
      const asked = tls.sni === undefined ? 'no server name was sent' : this.whyNoCertificate(tls.sni);
      return { action: 'close', reason: `${asked}: the handshake ends` };
    }
    const { pattern, host: entry } = secure;
    const { certificate } = entry;
    // The filter for misdirected requests compares with the virtual host's name, of a wildcard with the server name.
    const expected = pattern.startsWith('*.') ? (tls.sni ?? '').toLowerCase() : pattern;
    if (name !== expected) {
      const reason = `the host ${name} is not the ${expected} that the connection was made to`;
      return { action: 'respond', status: 421, certificate, reason };
    }
    return this.routeIn({ pattern, routes: entry.routes }, sent, path, certificate);
  }

  private addCertificates({ metadata, spec }: Ingress): void {
    for (const { hosts = [], secretName } of spec.tls ?? []) {
      const secret = this.source.secrets.get(keyOf(metadata.namespace, secretName ?? ''));
      const certificate = secret === undefined ? undefined : certificateOf(secret);
      if (certificate === undefined) continue;
      for (const host of hosts) {
        const routes = this.secureHosts.get(host.toLowerCase())?.routes ?? new Map<string, Route>();
        this.secureHosts.set(host.toLowerCase(), { certificate, routes });
      }
    }
  }

  /** Of two routes with one path the later one stays; a host without routes does not exist. */
  private addRoutes(ingress: Ingress): void {
    for (const [host, route] of routesOf(ingress, (key) => this.source.services.get(key))) {
      const key = `${route.kind} ${route.path}`;
      if (route.plain || route.redirect) {
        let routes = this.hosts.get(host);
        if (routes === undefined) this.hosts.set(host, (routes = new Map<string, Route>()));
        routes.set(key, route);
      }
      if (host !== '*') this.secureHosts.get(host)?.routes.set(key, route);
    }
  }

  /** Envoy looks for the server name itself, then for wildcards, of which the longest wins. */
  private secureHostFor(sni: string | undefined): { readonly pattern: string; readonly host: SecureHost } | undefined {
    if (sni === undefined) return undefined;
    const name = sni.toLowerCase();
    for (const pattern of [name, ...wildcardsOf(name)]) {
      const host = this.secureHosts.get(pattern);
      if (host !== undefined && host.routes.size > 0) return { pattern, host };
    }
    return undefined;
  }

  private routeIn(
    found: { readonly pattern: string; readonly routes: Map<string, Route> } | undefined,
    host: string,
    target: string,
    certificate: ServerCertificate | undefined,
  ): IngressRoute {
    const served = certificate === undefined ? {} : { certificate };
    const respond = (status: number, reason: string): IngressRoute => ({
      action: 'respond',
      status,
      ...served,
      reason,
    });
    if (found === undefined) return respond(404, this.whyNoHost(host));
    // The check that Contour adds for wildcards takes the host as it was sent: capitals do not pass.
    if (found.pattern.startsWith('*.') && !covers(found.pattern, host)) {
      return respond(404, `${found.pattern} takes one label in lower case, ${host} is not of that form`);
    }
    const path = normalizedPath(target);
    const route = this.inOrder(found.routes).find((each) => each.matches(path));
    if (route === undefined) {
      const where = found.pattern === '*' ? 'rules without host' : `rules for the host ${found.pattern}`;
      return respond(404, `no path of the ${where} matches ${path}${this.defaultOf(found.pattern)}`);
    }
    if (certificate === undefined && route.redirect) return respond(301, `Ingress ${route.ingress} redirects to HTTPS`);
    const endpoints = readyEndpoints(this.source.slices, route.target.service, route.target.port);
    if (endpoints.length === 0) return respond(503, this.whyNobody(route));
    const { ingress } = route;
    const { service } = route.target;
    const reason = `path ${route.path} of Ingress ${ingress} leads to Service ${service}`;
    return { action: 'forward', endpoints, service, ingress, ...served, reason };
  }

  private inOrder(routes: Map<string, Route>): readonly Route[] {
    let sorted = this.sorted.get(routes);
    if (sorted === undefined) this.sorted.set(routes, (sorted = [...routes.values()].sort(compareRoutes)));
    return sorted;
  }

  private whyNoCertificate(name: string): string {
    for (const { metadata, spec } of this.source.ingresses) {
      const entry = spec.tls?.find(({ hosts = [] }) => hosts.some((host) => covers(host.toLowerCase(), name)));
      if (entry === undefined) continue;
      const key = keyOf(metadata.namespace, entry.secretName ?? '');
      const secret = this.source.secrets.get(key);
      if (entry.secretName === undefined) return `the TLS entry for ${name} names no Secret`;
      if (secret === undefined) return `there is no Secret ${key}`;
      return whyUnusable(secret) ?? `Contour serves ${name} only with a TLS entry that names the host itself`;
    }
    return `no certificate is there for ${name}`;
  }

  /** A rule that leads nowhere is no rule to Contour: what it lacks is the cause. */
  private whyNoHost(host: string): string {
    for (const ingress of this.source.ingresses) {
      const rule = ingress.spec.rules?.find((each) => covers((each.host ?? '*').toLowerCase(), host));
      const backend = rule?.http?.paths?.flatMap((path) => path.backend ?? [])[0];
      if (backend === undefined) continue;
      const why = whyNoTarget(backend, ingress.metadata.namespace, (key) => this.source.services.get(key));
      if (why !== undefined) return `the rule for ${host} is left out: ${why}`;
    }
    return `no Ingress rule is for the host ${host}`;
  }

  /** What controllers that read the API otherwise do with a path that no rule of a host takes. */
  private defaultOf(host: string): string {
    const fallback = this.source.ingresses.find(
      ({ spec }) => spec.defaultBackend?.service !== undefined && spec.rules?.some((rule) => rule.host === host),
    );
    const name = fallback?.spec.defaultBackend?.service?.name;
    if (name === undefined) return '';
    return `; other controllers, such as ingress-nginx, send it to the default backend, Service ${keyOf(fallback?.metadata.namespace, name)}`;
  }

  private whyNobody({ target: { service, port } }: Route): string {
    const stored = this.source.services.get(service);
    if (stored === undefined) return `Service ${service} does not exist`;
    return whyNoEndpoints(stored, this.source.slices, { portName: port.name ?? '', protocol: 'TCP' });
  }
}

/** The virtual host for a name: its own, the longest wildcard whatever the number of labels, or `*`. */
function bestHost(
  hosts: ReadonlyMap<string, Map<string, Route>>,
  name: string,
): { readonly pattern: string; readonly routes: Map<string, Route> } | undefined {
  for (const pattern of [name, ...wildcardsOf(name), '*']) {
    const routes = hosts.get(pattern);
    if (routes !== undefined) return { pattern, routes };
  }
  return undefined;
}

/** `a.b.c` -> `*.b.c`, `*.c`. */
function wildcardsOf(name: string): readonly string[] {
  const labels = name.split('.');
  return labels.slice(1).map((_, index) => `*.${labels.slice(index + 1).join('.')}`);
}

/** Whether a virtual host's name takes a host: of a wildcard Contour lets one label of a DNS name in. */
function covers(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === '*' || pattern === host;
  const label = host.slice(0, host.length - pattern.length + 1);
  return host.endsWith(pattern.slice(1)) && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(label);
}
