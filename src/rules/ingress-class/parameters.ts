import { dnsLabelErrors } from '../../terms/dns-name';
import { ingressClass } from '../example';
import { checkTypedReference } from '../ingress/typed-reference';
import { defineRule } from '../rule';

const CONTROLLER = 'controller: example.com/controller\n';
const SCOPES = ['Cluster', 'Namespace'];

export const parameters = defineRule({
  id: 'ingress-class/parameters',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['IngressClass'],
  summary:
    'Parameters refer to one object: by kind and name, and by namespace if, and only if, their scope is Namespace.',
  why: 'kube-apiserver refuses references that could name nothing (validateIngressClassParametersReference in pkg/apis/networking/validation); the scope is Cluster unless given.',
  fix: 'Write kind and name, and for a namespaced object scope: Namespace and the namespace.',
  passing: [
    {
      title: 'Cluster-scoped parameters',
      manifests: ingressClass(`${CONTROLLER}parameters: { apiGroup: example.com, kind: Settings, name: fast }`),
    },
    {
      title: 'Parameters in a namespace',
      manifests: ingressClass(
        `${CONTROLLER}parameters: { kind: ConfigMap, name: fast, scope: Namespace, namespace: ingress }`,
      ),
    },
  ],
  failing: [
    {
      title: 'No kind',
      manifests: ingressClass(`${CONTROLLER}parameters: { name: fast }`),
      path: 'spec.parameters.kind',
      kind: 'Required',
    },
    {
      title: 'No namespace',
      manifests: ingressClass(`${CONTROLLER}parameters: { kind: ConfigMap, name: fast, scope: Namespace }`),
      path: 'spec.parameters.namespace',
      kind: 'Required',
    },
    {
      title: 'A namespace without the scope',
      manifests: ingressClass(`${CONTROLLER}parameters: { kind: ConfigMap, name: fast, namespace: ingress }`),
      path: 'spec.parameters.namespace',
      kind: 'Forbidden',
    },
    {
      title: 'Another scope',
      manifests: ingressClass(`${CONTROLLER}parameters: { kind: ConfigMap, name: fast, scope: Namespaced }`),
      path: 'spec.parameters.scope',
      kind: 'NotSupported',
    },
  ],
  *check(object) {
    const reference = object.at('spec', 'parameters');
    if (!reference.present) return;
    yield* checkTypedReference(reference);
    const scope = reference.at('scope');
    const namespace = reference.at('namespace');
    if (!SCOPES.includes(scope.text)) yield scope.notSupported(SCOPES);
    else if (scope.text === 'Cluster') {
      if (namespace.present) yield namespace.forbidden("`parameters.scope` is set to 'Cluster'");
    } else if (!namespace.present) yield namespace.required("`parameters.scope` is set to 'Namespace'");
    else for (const error of dnsLabelErrors(namespace.text)) yield namespace.invalid(error);
  },
});
