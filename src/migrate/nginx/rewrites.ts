import type { NginxLocation } from '../../dataplane/ingress/nginx/objects';
import type { PathModifier } from '../../model/gateway/objects';
import { pcreSearch } from '../../runtime/pcre-pattern';
import { withoutTrailingSlash } from '../../terms/ingress-path';
import { literalHead } from './paths';

/** What a `rewrite-target` comes to. */
export type Rewriting =
  /** The whole path becomes another one. */
  | { readonly kind: 'full'; readonly path: PathModifier }
  /** The prefix of a path is replaced. */
  | { readonly kind: 'prefix'; readonly prefix: string; readonly path: PathModifier | undefined }
  /** No route can say it. */
  | { readonly kind: 'none' };

/** A rewrite as the filters of a route have it. */
export function rewritingOf({ path }: Pick<NginxLocation, 'path'>, target: string): Rewriting {
  if (!target.startsWith('/') && !/^\$\d/.test(target)) return { kind: 'none' };
  if (!target.includes('$')) return { kind: 'full', path: { type: 'ReplaceFullPath', replaceFullPath: target } };
  const prefix = withoutTrailingSlash(literalHead(path));
  const rewrite = rewriter(path, target);
  if (rewrite === undefined) return { kind: 'none' };
  const [first = ''] = LEAVES;
  const rewritten = rewrite(prefix + first);
  if (rewritten?.endsWith(first) !== true) return { kind: 'none' };
  const replacement = rewritten.slice(0, -first.length);
  // Tried on what may follow a prefix: an expression that takes only some of it, or moves parts, is not one of a prefix.
  if (!LEAVES.every((leaf) => rewrite(prefix + leaf) === replacement + leaf)) return { kind: 'none' };
  const isSame = replacement === prefix;
  const replacePrefixMatch = replacement === '' ? '/' : replacement;
  return {
    kind: 'prefix',
    prefix: prefix === '' ? '/' : prefix,
    path: isSame ? undefined : { type: 'ReplacePrefixMatch', replacePrefixMatch },
  };
}

const LEAVES = ['/leaf', '/a/b', '/Zz9-_.~', '/0', '/a/b/c.html', '/a/'];

/** `rewrite "(?i)<path>" <target> break` on a path that its location takes. */
function rewriter(path: string, target: string): ((asked: string) => string | undefined) | undefined {
  const [taken, rewritten] = [`^${path}`, path].map((source) => pcreSearch(source, { ignoreCase: true }));
  if (taken === undefined || rewritten === undefined || 'fault' in taken || 'fault' in rewritten) return undefined;
  return (asked) => {
    const groups = taken.search(asked) === undefined ? undefined : rewritten.search(asked);
    if (groups === undefined || /\$(?!\d)/.test(target)) return undefined;
    return target.replace(/\$(\d)/g, (_, digit: string) => groups[Number(digit)] ?? '');
  };
}
