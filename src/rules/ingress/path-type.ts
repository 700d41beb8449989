import { ingress } from '../example';
import { defineRule } from '../rule';
import { pathsOf } from './ingress-shape';

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];
const BACKEND = 'backend: { service: { name: web, port: { number: 80 } } }';

export const pathType = defineRule({
  id: 'ingress/path-type',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'Every path says how it is compared: Exact, Prefix or ImplementationSpecific.',
  why: 'kube-apiserver has no default for pathType in networking.k8s.io/v1 (validateHTTPIngressPath in pkg/apis/networking/validation).',
  fix: 'Write pathType: Prefix for a path and everything below it, Exact for that path alone.',
  passing: [
    {
      title: 'Prefix',
      manifests: ingress(`rules: [{ http: { paths: [{ path: /, pathType: Prefix, ${BACKEND} }] } }]`),
    },
  ],
  failing: [
    {
      title: 'No type',
      manifests: ingress(`rules: [{ http: { paths: [{ path: /, ${BACKEND} }] } }]`),
      path: 'spec.rules[0].http.paths[0].pathType',
      kind: 'Required',
    },
    {
      title: 'Another spelling',
      manifests: ingress(`rules: [{ http: { paths: [{ path: /, pathType: prefix, ${BACKEND} }] } }]`),
      path: 'spec.rules[0].http.paths[0].pathType',
      kind: 'NotSupported',
    },
  ],
  *check(object) {
    for (const path of pathsOf(object)) {
      const given = path.at('pathType');
      if (!given.present) yield given.required('pathType must be specified');
      else if (!PATH_TYPES.includes(given.text)) yield given.notSupported(PATH_TYPES);
    }
  },
});
