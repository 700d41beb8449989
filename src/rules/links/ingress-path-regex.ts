import { defineRule } from '../rule';
import { ingress } from './examples';
import { annotationsOf, pathsAt } from './facts/ingress-at';

const TO_WEB = 'backend: { service: { name: web, port: { number: 80 } } }';
const rules = (path: string, pathType: string) =>
  `ingressClassName: nginx\nrules: [{ http: { paths: [{ path: '${path}', pathType: ${pathType}, ${TO_WEB} }] } }]`;

export const ingressPathRegex = defineRule({
  id: 'links/ingress-path-regex',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'A path of type Prefix or Exact is a plain path.',
  why: 'Under Prefix and Exact every character stands for itself, so that requests never match a pattern; ingress-nginx refuses such paths altogether (its strict validation of paths).',
  fix: 'Write a plain path under Prefix, or set pathType: ImplementationSpecific if the controller knows patterns.',
  passing: [
    { title: 'A plain path', manifests: ingress(rules('/api/v1.2/~user', 'Prefix')) },
    {
      title: 'A pattern, left to the controller',
      manifests: ingress(rules('/api(/|$)(.*)', 'ImplementationSpecific')),
    },
  ],
  failing: [
    {
      title: 'A regular expression',
      manifests: ingress(rules('/api(/|$)(.*)', 'Prefix')),
      path: 'spec.rules[0].http.paths[0].path',
      kind: 'Invalid',
    },
    {
      title: 'A wildcard',
      manifests: ingress(rules('/api/*', 'Prefix')),
      path: 'spec.rules[0].http.paths[0].path',
      kind: 'Invalid',
    },
    {
      title: 'A query, which is not part of the path',
      manifests: ingress(rules('/search?q=1', 'Exact')),
      path: 'spec.rules[0].http.paths[0].path',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    for (const { at, path, pathType } of pathsAt(object)) {
      if (pathType !== 'Prefix' && pathType !== 'Exact') continue;
      if (PATTERN.test(path)) {
        const understood = Object.keys(annotationsOf(object)).some((key) => UNDERSTOOD.test(key));
        yield at.at('path').invalid(`is a pattern, but pathType is ${pathType}`, {
          ...fixOf(path),
          ...(understood ? { severity: 'warning', why: OLD_CONTROLLERS } : {}),
        });
      } else if (/[?#]/.test(path)) {
        yield at.at('path').invalid('has a query or fragment, which is not part of the path of a request', {
          why: 'Paths are compared without the query; this one never matches.',
          fix: `Write \`path: ${path.slice(0, path.search(/[?#]/))}\`.`,
        });
      }
    }
  },
});

/** What only patterns have: groups with alternatives or quantifiers, classes, escapes, wildcards, anchors, placeholders. */
export const PATTERN =
  /\(\?|\*|\.\+|\([^()|+\\]*[|+\\][^()]*\)|\)[?+]|\[[^[\]]+\]|\\[A-Za-z./]|\{\d+(,\d*)?\}|\{[A-Za-z_]\w*\}|[^/]\$$|^\/?\^/;

/** Annotations by which controllers are told to take paths for regular expressions. */
const UNDERSTOOD = /(use-regex|rewrite-target|path-type|path-match)$/;
const OLD_CONTROLLERS =
  'Where the annotation makes paths regular expressions this works, but ingress-nginx with strict validation of paths (the default from 1.12 on) refuses them under Prefix and Exact.';

function fixOf(path: string): { readonly fix?: string } {
  const plain = path.replace(/(\/?\*|\(\/\|\$\)\(\.\*\)|\/?\(\.\*\)|\/?\.\*|\$)$/, '') || '/';
  return PATTERN.test(plain) || !plain.startsWith('/')
    ? {}
    : {
        fix: `For everything below it write \`path: ${plain}\` with \`pathType: Prefix\`; for a pattern set pathType: ImplementationSpecific.`,
      };
}
