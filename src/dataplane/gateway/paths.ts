import type { PathModifier } from '../../model/gateway/objects';
import type { GatewayProfile } from '../../model/gateway/profile';
import { withoutTrailingSlash } from '../../terms/ingress-path';
import type { Target } from './request';

/**
 * A path as a modifier leaves it, with its query.
 *
 * @param prefix of the match that took the request; undefined where that was none of a prefix
 */
export function modifiedPath(
  { path, query }: Target,
  { type, replaceFullPath = '', replacePrefixMatch = '' }: PathModifier,
  prefix: string | undefined,
  profile: GatewayProfile,
): string {
  if (type === 'ReplaceFullPath') return `${replaceFullPath === '' ? '/' : replaceFullPath}${query}`;
  if (type !== 'ReplacePrefixMatch' || prefix === undefined) return `${path}${query}`;
  const replaced =
    profile === 'contour'
      ? glued(path, prefix, replacePrefixMatch)
      : replacedElements(path, prefix, replacePrefixMatch);
  return `${replaced}${query}`;
}

/** Prefixes are replaced element by element, so that no slash is doubled or lost. */
function replacedElements(path: string, prefix: string, replacement: string): string {
  const rest = path === '/' ? '' : path.slice(withoutTrailingSlash(prefix).length);
  return rest === '' ? (replacement === '' ? '/' : replacement) : `${withoutTrailingSlash(replacement)}${rest}`;
}

/** Contour has Envoy cut and paste texts, but for a replacement by the root. */
function glued(path: string, prefix: string, replacement: string): string {
  const rest = path.slice(prefix === '/' ? 1 : withoutTrailingSlash(prefix).length);
  return replacement === '' || replacement === '/' ? `/${rest.replace(/^\/+/, '')}` : `${replacement}${rest}`;
}
