import { dns1035LabelErrors, dnsLabelErrors } from '../../terms/dns-name';
import { ingress } from '../example';
import { defineRule } from '../rule';
import { serviceBackendsOf } from './ingress-shape';

/** From this minor version on a Service's name may begin with a digit (RelaxedServiceNameValidation, KEP-5311). */
const RELAXED_SINCE = 36;

export const backendServiceName = defineRule({
  id: 'ingress/backend-service-name',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'A backend names a Service of its own namespace, by a name that a Service can have.',
  why: 'kube-apiserver asks for a DNS label, which begins with a letter up to Kubernetes 1.35 (validateIngressBackend in pkg/apis/networking/validation); there is no way to name another namespace.',
  fix: 'Write the name of the Service alone; for a Service elsewhere, put an Ingress into its namespace.',
  passing: [
    {
      title: 'A name',
      manifests: ingress('defaultBackend: { service: { name: web, port: { number: 80 } } }'),
    },
    {
      title: 'A leading digit, from Kubernetes 1.36 on',
      manifests: ingress('defaultBackend: { service: { name: 1web, port: { number: 80 } } }'),
      options: { kubernetesVersion: '1.36' },
    },
  ],
  failing: [
    {
      title: 'No name',
      manifests: ingress('defaultBackend: { service: { port: { number: 80 } } }'),
      path: 'spec.defaultBackend.service.name',
      kind: 'Required',
    },
    {
      title: 'The name and its namespace',
      manifests: ingress('defaultBackend: { service: { name: web.shop, port: { number: 80 } } }'),
      path: 'spec.defaultBackend.service.name',
      kind: 'Invalid',
    },
  ],
  *check(object, { minor }) {
    const errorsOf = minor >= RELAXED_SINCE ? dnsLabelErrors : dns1035LabelErrors;
    for (const backend of serviceBackendsOf(object)) {
      const name = backend.at('service', 'name');
      if (name.text === '') yield name.required();
      else for (const error of errorsOf(name.text)) yield name.invalid(error);
    }
  },
});
