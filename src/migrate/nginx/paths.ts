import type { NginxLocation } from '../../dataplane/ingress/nginx/objects';
import type { RouteMatch } from '../../model/gateway/objects';
import { withoutTrailingSlash } from '../../terms/ingress-path';

type PathMatch = NonNullable<RouteMatch['path']>;

/** What every path of a host begins with. */
export const ROOT: PathMatch = { type: 'PathPrefix', value: '/' };

/** A path without regular expressions on its host: prefixes go by elements, as nginx is made to compare them. */
export function plainPath({ path, pathType }: NginxLocation): PathMatch {
  if (path === '/') return pathType === 'Exact' ? { type: 'Exact', value: '/' } : ROOT;
  if (pathType === 'Exact') return { type: 'Exact', value: routePath(path) };
  return { type: 'PathPrefix', value: routePath(withoutTrailingSlash(path)) };
}

/**
 * The regular expression that a path is to nginx (`~* "^/path"`), for implementations that compare the whole path and its case:
 * what begins with it, in any case.
 */
export function patternPath(path: string): PathMatch {
  if (path === '/') return ROOT;
  const [first = '', ...others] = alternatives(path);
  const anchored = others.length === 0 ? first : `(?:${[first, ...others.map((each) => `.*${each}`)].join('|')})`;
  return { type: 'RegularExpression', value: `(?i)${anchored}${TAKES_ALL.test(anchored) ? '' : '.*'}` };
}

/** Ends that take any rest, whatever stands before. */
const TAKES_ALL = /(?:^|[^\\])(?:\.\*|\(\.\*\))$/;

/** The parts of an expression between `|` that are in no group: only the first one is anchored at the start. */
function alternatives(pattern: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  let inClass = false;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    const taken = character === '\\' ? character + pattern.charAt(++index) : character;
    if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    if (character === '|' && depth === 0 && !inClass) parts.push('');
    else parts.push((parts.pop() ?? '') + taken);
  }
  return parts;
}

/** A path as a route can have it: what no URL holds is escaped. */
export function routePath(path: string): string {
  return path.replace(/[^A-Za-z0-9\-._~/!$&'()*+,;=:@%]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** What of an expression is not one: the characters before the first that stands for others. */
export function literalHead(pattern: string): string {
  const end = pattern.search(/[\^$*+?()[\]{}|\\.]/);
  if (end < 0) return pattern;
  // What a quantifier follows is not there for certain.
  const isQuantified = /[*?{]/.test(pattern.charAt(end));
  return pattern.slice(0, isQuantified ? end - 1 : end);
}
