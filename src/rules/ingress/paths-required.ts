import { ingress } from '../example';
import { defineRule } from '../rule';
import { rulesOf } from './ingress-shape';

export const pathsRequired = defineRule({
  id: 'ingress/paths-required',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'A rule that has http has paths in it.',
  why: 'kube-apiserver refuses http without paths (validateHTTPIngressRuleValue in pkg/apis/networking/validation).',
  fix: 'Add a path, such as / of type Prefix; or leave http out, which sends the host to the default backend.',
  passing: [{ title: 'No http at all', manifests: ingress('rules: [{ host: web.example.com }]') }],
  failing: [
    {
      title: 'http without paths',
      manifests: ingress('rules: [{ host: web.example.com, http: { paths: [] } }]'),
      path: 'spec.rules[0].http.paths',
      kind: 'Required',
    },
  ],
  *check(object) {
    for (const rule of rulesOf(object)) {
      const paths = rule.at('http', 'paths');
      if (rule.at('http').present && paths.items().length === 0) yield paths.required();
    }
  },
});
