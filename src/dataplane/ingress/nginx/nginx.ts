import type { ServerCertificate } from '../../../model/server-certificate';
import type { IngressController, IngressRequest, IngressRoute } from '../ingress-controller';
import { absolute, ingressOf, respond, say, where } from './answer';
import { certificateOfHost } from './configured-certificates';
import type { Exchange } from './exchange';
import { exchangeOf, hostIn } from './exchange';
import { findLocation } from './find-location';
import { nginxConfig, takenIngresses } from './nginx-config';
import { CATCH_ALL } from './nginx-ingress';
import type { NginxConfig, NginxLocation, NginxNetwork, NginxSource } from './objects';
import { escapePath, requestUri } from './request-uri';
import { answerAt, withCommonHeaders } from './serve-location';
import { nameFor } from './server-names';

/** ingress-nginx 1.15: servers and locations as it generates them, and what nginx does with a request there. */
export class Nginx implements IngressController {
  readonly config: NginxConfig;

  /** @param config what is served. Default: what the controller makes of its source. */
  constructor(
    private readonly source: NginxSource,
    private readonly network: NginxNetwork,
    config?: NginxConfig,
  ) {
    this.config = config ?? nginxConfig(takenIngresses(source), source);
  }

  certificateFor(sni: string | undefined): ServerCertificate {
    const [named, byDefault] = [sni ?? CATCH_ALL, CATCH_ALL].map((host) => certificateOfHost(this.config, host));
    const found = named ?? byDefault ?? 'fake';
    return found === 'fake' ? this.network.fakeCertificate() : found;
  }

  route(request: IngressRequest): IngressRoute {
    const { fault } = this.config;
    if (fault !== undefined) {
      const why = `nginx refuses the configuration because of Ingress ${fault.ingress}: ${fault.detail}`;
      return { action: 'close', reason: `${why}; it serves nothing after a start, and until then what it had` };
    }
    const route = this.answer(request);
    if (request.tls === undefined || route.action === 'close') return route;
    return { ...route, certificate: this.certificateFor(request.tls.sni) };
  }

  private answer(request: IngressRequest): IngressRoute {
    const { config, source } = this;
    const uri = requestUri(request.path);
    const host = hostIn(uri?.host ?? request.host);
    if (uri === undefined) return respond(400, `${request.path} is not a path that nginx takes`);
    if (host === undefined) return respond(400, `${request.host} is not a host that nginx takes`);
    const name = nameFor(config.names, host);
    const server = name?.server ?? config.servers.find(({ hostname }) => hostname === CATCH_ALL);
    if (server === undefined) return respond(404, `no server takes ${host}`);
    const exchange = exchangeOf(request, { uri, host, server, settings: source.settings });
    if (name?.isRedirect === true) return toOtherName(name.written, exchange);
    const found = toAppRoot(exchange) ?? findLocation(server.locations, uri.path);
    if (found === undefined) return respond(404, `server ${server.hostname} has no location for ${uri.unparsed}`);
    if ('action' in found) return found;
    if ('unclear' in found) return say.left(found.unclear, exchange, `whether it takes ${uri.unparsed}`);
    if ('slashFor' in found) return toSlash(found.slashFor, exchange);
    return answerAt(found.location, exchange, { config, source, network: this.network });
  }
}

function toOtherName(from: string, { passed, server, settings, uri }: Exchange): IngressRoute {
  const to = `${passed.scheme}://${server.hostname}:${passed.port}${uri.unparsed.replace(/\/$/, '')}`;
  const reason = `from-to-www-redirect leads from ${from} to ${server.hostname}`;
  return { ...respond(settings.redirectCode, reason), headers: { location: to } };
}

/** One location's `app-root` is that of the whole server. */
function toAppRoot({ uri, scheme, httpHost, server }: Exchange): IngressRoute | undefined {
  const location = server.locations.find(({ annotations }) => annotations?.rewrite.appRoot !== undefined);
  if (location === undefined || uri.path !== '/') return undefined;
  const to = `${scheme}://${httpHost}${location.annotations?.rewrite.appRoot ?? ''}`;
  const reason = `app-root of Ingress ${location.ingress?.key ?? ''} leads from / to ${to}`;
  return { ...respond(302, reason), headers: { location: to }, ...ingressOf(location) };
}

function toSlash(location: NginxLocation, exchange: Exchange): IngressRoute {
  const { query } = exchange.uri;
  const to = absolute(`${escapePath(location.bytes)}${query === '' ? '' : `?${query}`}`, location, exchange);
  const reason = `${where(location, exchange)} is asked for without its slash`;
  return withCommonHeaders({ ...respond(301, reason), headers: { location: to }, ...ingressOf(location) }, exchange);
}
