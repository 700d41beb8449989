import { CLUSTER_DEFAULTS } from '../terms/cluster-defaults';
import type { AnyServicePort, PortName } from './service-port';

/** Options of `host()` of a Service. */
export interface HostOptions {
  /**
   * Whether to end with the domain of the cluster, for clients whose resolver has no search list of the cluster's.
   *
   * @default false
   */
  readonly fqdn?: boolean;
  /**
   * DNS domain of the cluster (`--cluster-domain` of the kubelet).
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
}

/** Options of `url()` of a Service. */
export interface UrlOptions<Name extends string = string> extends HostOptions {
  /**
   * Name of the port.
   *
   * @default - the only port
   */
  readonly port?: Name;
  /**
   * Scheme of the URL, without colon.
   *
   * @default - 'https' for port 443 or a port whose name or appProtocol is `https`, else 'http'
   */
  readonly scheme?: string;
  /**
   * Path, with or without slash in front.
   *
   * @default '/'
   */
  readonly path?: string;
}

/** The options of `url()`, among them the port where there are several to choose from. */
export type UrlChoice<Ports extends readonly object[]> = number extends Ports['length']
  ? [options?: UrlOptions]
  : Ports extends readonly [unknown]
    ? [options?: UrlOptions<PortName<Ports>>]
    : [options: UrlOptions<PortName<Ports>> & { readonly port: PortName<Ports> }];

/** `web.shop.svc`, or `web.shop.svc.cluster.local`. */
export function hostOf(name: string, namespace: string, { fqdn = false, clusterDomain }: HostOptions): string {
  const host = `${name}.${namespace}.svc`;
  return fqdn || clusterDomain !== undefined ? `${host}.${clusterDomain ?? CLUSTER_DEFAULTS.clusterDomain}` : host;
}

/** The URL of a port at a host. */
export function urlOf(host: string, port: AnyServicePort, { scheme, path = '/' }: UrlOptions): string {
  const chosen = scheme ?? (isHttps(port) ? 'https' : 'http');
  const authority = DEFAULT_PORTS[chosen] === port.port ? host : `${host}:${port.port}`;
  return `${chosen}://${authority}${path.startsWith('/') ? '' : '/'}${path}`;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ws: 80, wss: 443 };

function isHttps({ port, name, appProtocol }: AnyServicePort): boolean {
  return port === 443 || name === 'https' || appProtocol === 'https';
}
