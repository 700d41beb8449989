import { ingress } from '../example';
import { defineRule } from '../rule';

export const backendOrRules = defineRule({
  id: 'ingress/backend-or-rules',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'An Ingress has rules, or a default backend, or both.',
  why: 'kube-apiserver refuses an Ingress that sends nothing anywhere; TLS alone is not enough (ValidateIngressSpec in pkg/apis/networking/validation).',
  fix: 'Add spec.rules or spec.defaultBackend.',
  passing: [
    {
      title: 'A default backend',
      manifests: ingress('defaultBackend: { service: { name: web, port: { number: 80 } } }'),
    },
    { title: 'A rule that only names a host', manifests: ingress('rules: [{ host: web.example.com }]') },
  ],
  failing: [
    {
      title: 'Nothing but TLS',
      manifests: ingress('tls: [{ hosts: [web.example.com], secretName: web-tls }]'),
      path: 'spec',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    const spec = object.at('spec');
    if (spec.at('rules').items().length > 0 || spec.at('defaultBackend').present) return;
    yield spec.invalid('either `defaultBackend` or `rules` must be specified', {}, spec.at('rules').value ?? null);
  },
});
