import { GATEWAY_GROUP, groupOf, isOwnGroup } from '../../model/api-kinds';
import { storedName } from '../../model/generated-name';
import {
  dns1035LabelErrors,
  dnsLabelErrors,
  dnsSubdomainErrors,
  maskTrailingDash,
  pathSegmentErrors,
} from '../../terms/dns-name';
import type { ObjectRef } from '../../terms/object-ref';
import { configMap, ingress, service } from '../example';
import { defineRule } from '../rule';

export const name = defineRule({
  id: 'metadata/name',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['*'],
  summary: 'An object has a name, or a prefix for one, of the form that its kind asks for.',
  why: 'kube-apiserver validates names by kind (ValidateObjectMeta in apimachinery/pkg/api/validation): a Service becomes a DNS label, which begins with a letter up to Kubernetes 1.35; a StatefulSet is a DNS label, most kinds are DNS subdomains.',
  fix: 'Use lower case letters, digits and inner hyphens; at most 63 of them for a Service, and a letter first.',
  passing: [
    { title: 'A DNS label', manifests: service('clusterIP: None', 'name: web-1') },
    { title: 'The API server completes the name', manifests: service('clusterIP: None', 'generateName: web-') },
    {
      title: 'Dots in the name of an Ingress',
      manifests: ingress('defaultBackend: { service: { name: web, port: { number: 80 } } }', 'name: 1.example'),
    },
    {
      title: 'A file of a tool, which is not an object of the API',
      manifests: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [web.yaml]\n',
    },
    {
      title: 'A leading digit, from Kubernetes 1.36 on',
      manifests: service('clusterIP: None', 'name: 1web'),
      options: { kubernetesVersion: '1.36' },
    },
  ],
  failing: [
    {
      title: 'A leading digit',
      manifests: service('clusterIP: None', 'name: 1web'),
      path: 'metadata.name',
      kind: 'Invalid',
    },
    {
      title: 'Capitals',
      manifests: configMap('name: Settings'),
      path: 'metadata.name',
      kind: 'Invalid',
    },
    { title: 'No name', manifests: configMap('labels: { app: web }'), path: 'metadata.name', kind: 'Required' },
  ],
  *check(object, { object: ref, minor }) {
    const errorsOf = nameErrors(ref, minor);
    const metadata = object.at('metadata');
    const prefix = metadata.at('generateName');
    const given = metadata.at('name');
    if (prefix.text !== '') {
      for (const error of errorsOf(maskTrailingDash(prefix.text), true)) yield prefix.invalid(error);
    }
    if (given.text !== '') {
      for (const error of errorsOf(given.text, false)) yield given.invalid(error);
    } else if (prefix.text === '') {
      // Files of tools, like kustomization.yaml, look like objects but have no metadata, and nobody creates them.
      const group = groupOf(ref.apiVersion);
      const file = !isOwnGroup(group) && group !== GATEWAY_GROUP && metadata.entries().length === 0;
      if (!file) yield given.required('name or generateName is required');
    } else {
      const names = { generateName: prefix.text };
      for (const error of errorsOf(storedName(names), false)) {
        yield given.invalid(error, {}, storedName(names, '?????'));
      }
    }
  },
});

type NameCheck = (name: string, prefix: boolean) => readonly string[];

/** The form that a kind asks for; kinds that are not named here are DNS subdomains, custom resources among them. */
function nameErrors({ apiVersion, kind }: ObjectRef, minor: number): NameCheck {
  const group = groupOf(apiVersion);
  if (group === '' && kind === 'Service') return minor >= 36 ? dnsLabelErrors : dns1035LabelErrors;
  // The Pods of a StatefulSet have its name in their host names.
  if ((group === '' && kind === 'Namespace') || (group === 'apps' && kind === 'StatefulSet')) return dnsLabelErrors;
  // These kinds only have to be findable under their URL.
  if (group === 'rbac.authorization.k8s.io' || group === 'certificates.k8s.io' || group === 'policy') {
    return pathSegmentErrors;
  }
  if (kind === 'IPAddress' || kind === 'APIService') return pathSegmentErrors;
  return dnsSubdomainErrors;
}
