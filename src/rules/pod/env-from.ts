import { dnsSubdomainErrors, maskTrailingDash } from '../../terms/dns-name';
import { podWith } from '../example';
import { definePodRule } from './pod-rule';
import { containersOf } from './pod-shape';

export const envFrom = definePodRule({
  id: 'pod/env-from',
  stage: 'validate',
  severity: 'error',
  summary: 'Every item of envFrom names one ConfigMap or one Secret.',
  why: 'kube-apiserver refuses others (ValidateEnvFrom in pkg/apis/core/validation).',
  fix: 'Write configMapRef or secretRef with the name of the object, each in an item of its own.',
  passing: [{ title: 'A ConfigMap', manifests: podWith('envFrom: [{ configMapRef: { name: settings } }]') }],
  failing: [
    {
      title: 'A prefix alone',
      manifests: podWith('envFrom: [{ prefix: APP_ }]'),
      path: 'spec.containers[0].envFrom',
      kind: 'Invalid',
    },
    {
      title: 'No name',
      manifests: podWith('envFrom: [{ secretRef: {} }]'),
      path: 'spec.containers[0].envFrom[0].secretRef.name',
      kind: 'Required',
    },
  ],
  *check(pod) {
    for (const container of containersOf(pod)) {
      const list = container.at('envFrom');
      for (const item of list.items()) {
        const sources = ['configMapRef', 'secretRef'].map((source) => item.at(source)).filter(({ present }) => present);
        for (const source of sources) {
          const name = source.at('name');
          if (name.text === '') yield name.required();
          else for (const error of dnsSubdomainErrors(maskTrailingDash(name.text))) yield name.invalid(error);
        }
        // The API server names the list, not the item.
        if (sources.length === 0) yield list.invalid('must specify one of: `configMapRef` or `secretRef`', {}, '');
        else if (sources.length > 1) {
          yield list.invalid('may not have more than one field specified at a time', {}, '');
        }
      }
    }
  },
});
