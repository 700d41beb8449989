import { ingress } from '../example';
import { defineRule } from '../rule';
import { pathsOf } from './ingress-shape';

const BACKEND = 'backend: { service: { name: web, port: { number: 80 } } }';
const SEQUENCES = ['//', '/./', '/../', '%2f', '%2F'];
const SUFFIXES = ['/..', '/.'];

export const path = defineRule({
  id: 'ingress/path',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'A path is absolute and, under Exact and Prefix, one that cannot be written in another way.',
  why: 'kube-apiserver refuses paths that proxies would rewrite before they compare them (validateHTTPIngressPath in pkg/apis/networking/validation).',
  fix: 'Begin with a slash, write every element once and without dots; regular expressions want ImplementationSpecific.',
  passing: [
    { title: 'A trailing slash', manifests: withPath('/api/', 'Prefix') },
    { title: 'No path, where the controller decides', manifests: withPath("''", 'ImplementationSpecific') },
    { title: 'Two slashes, where the controller decides', manifests: withPath('//', 'ImplementationSpecific') },
  ],
  failing: [
    {
      title: 'A relative path',
      manifests: withPath('api', 'Prefix'),
      path: 'spec.rules[0].http.paths[0].path',
      kind: 'Invalid',
    },
    {
      title: 'An empty element',
      manifests: withPath('/api//v1', 'Exact'),
      path: 'spec.rules[0].http.paths[0].path',
      kind: 'Invalid',
    },
    {
      title: 'The element above',
      manifests: withPath('/api/..', 'Prefix'),
      path: 'spec.rules[0].http.paths[0].path',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    for (const entry of pathsOf(object)) {
      const given = entry.at('path');
      for (const error of pathErrors(given.text, entry.at('pathType').text)) yield given.invalid(error, {}, given.text);
    }
  },
});

function pathErrors(text: string, pathType: string): string[] {
  const strict = pathType === 'Exact' || pathType === 'Prefix';
  if (!strict && pathType !== 'ImplementationSpecific') return [];
  const relative = !text.startsWith('/') && (strict || text !== '');
  const errors = relative ? ['must be an absolute path'] : [];
  if (!strict) return errors;
  return [
    ...errors,
    ...SEQUENCES.filter((sequence) => text.includes(sequence)).map((sequence) => `must not contain '${sequence}'`),
    ...SUFFIXES.filter((suffix) => text.endsWith(suffix)).map((suffix) => `cannot end with '${suffix}'`),
  ];
}

function withPath(text: string, pathType: string): string {
  return ingress(`rules: [{ http: { paths: [{ path: ${text}, pathType: ${pathType}, ${BACKEND} }] } }]`);
}
