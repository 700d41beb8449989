import { pcreSearch } from '../../../runtime/pcre-pattern';
import type { Exchange } from './exchange';
import { rewrites } from './locations';
import type { NginxLocation } from './objects';
import { escapePath } from './request-uri';
import { interpolate } from './variables';

/** What a rewrite makes of a request's path. */
export type Rewritten =
  /** As the backend sees it, and the groups of the path. */
  | { readonly path: string; readonly groups: readonly string[] }
  | { readonly redirect: string }
  /** The path has become empty: 500. */
  | { readonly isEmpty: true }
  | { readonly left: string };

/**
 * `rewrite "(?i)<path>" <target> break`: the whole path becomes the target, wherever in it the expression is found. Undefined
 * where the location rewrites nothing: the backend sees the path as it was sent.
 */
export function rewritten(location: NginxLocation, exchange: Exchange): Rewritten | undefined {
  const target = location.annotations?.rewrite.target;
  if (target === undefined || !rewrites(location)) return undefined;
  const pattern = pcreSearch(location.path, { ignoreCase: true });
  if ('fault' in pattern) return { left: `the path ${location.path}` };
  const groups = pattern.search(exchange.uri.path);
  if (groups === undefined) return undefined;
  const made = interpolate(target, exchange, groups);
  if (made === undefined) return { left: `a variable in rewrite-target ${target}` };
  const { query, isQuoted } = exchange.uri;
  const suffix = query === '' ? '' : `?${query}`;
  if (/^https?:\/\//.test(made)) return { redirect: made + suffix };
  if (made === '') return { isEmpty: true };
  return { path: (isQuoted ? escapePath(made) : made) + suffix, groups };
}
