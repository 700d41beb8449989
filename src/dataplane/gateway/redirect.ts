import type { RequestRedirect } from '../../model/gateway/objects';
import type { GatewayProfile } from '../../model/gateway/profile';
import { modifiedPath } from './paths';
import type { Target } from './request';

/** The request that is redirected. */
export interface Redirected {
  /** The Host header, as it was sent. */
  readonly host: string;
  readonly target: Target;
  readonly secure: boolean;
  /** Port of the listener. */
  readonly port: number;
  /** Of the match that took it; undefined where that was none of a prefix. */
  readonly prefix: string | undefined;
}

const WELL_KNOWN: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** The Location of a redirect (https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/). */
export function locationOf(
  { scheme, hostname, port, path }: RequestRedirect,
  { host, target, secure, port: listenerPort, prefix }: Redirected,
  profile: GatewayProfile,
): string {
  const newScheme = scheme ?? (secure ? 'https' : 'http');
  const name = host.replace(/:\d*$/, '');
  const sentPort = name === host ? undefined : host.slice(name.length + 1);
  const suffix =
    profile === 'contour'
      ? (port ?? (hostname === undefined ? sentPort : undefined))
      : wanted(port ?? (scheme === undefined ? listenerPort : undefined), newScheme);
  const replaced =
    path === undefined
      ? `${target.path}${target.query}`
      : modifiedPath(withoutOldQuery(target, path.replaceFullPath), path, prefix, profile);
  return `${newScheme}://${hostname ?? name}${suffix === undefined ? '' : `:${suffix}`}${replaced}`;
}

/** The port of a scheme need not be said. */
function wanted(port: number | undefined, scheme: string): number | undefined {
  return port === WELL_KNOWN[scheme] ? undefined : port;
}

/** A path that brings its own query leaves no room for the old one. */
function withoutOldQuery(target: Target, replacement: string | undefined): Target {
  return replacement?.includes('?') === true ? { ...target, query: '' } : target;
}
