import { envNameErrors } from '../../terms/env-name';
import { podWith } from '../example';
import { definePodRule } from './pod-rule';
import { containersOf } from './pod-shape';

export const envName = definePodRule({
  id: 'pod/env-name',
  stage: 'validate',
  severity: 'error',
  summary: 'An environment variable has a name, of printable ASCII characters without =; so has a prefix of envFrom.',
  why: 'kube-apiserver refuses others (ValidateEnv and ValidateEnvFrom in pkg/apis/core/validation); up to Kubernetes 1.31 it takes letters, digits, -, _ and dots only, and no digit at the beginning.',
  fix: 'Use capital letters, digits and underscores, and a letter first.',
  passing: [
    { title: 'Capitals and underscores', manifests: podWith('env: [{ name: LOG_LEVEL, value: info }]') },
    { title: 'A digit first, since Kubernetes 1.32', manifests: podWith("env: [{ name: 1ST, value: '1' }]") },
  ],
  failing: [
    {
      title: 'No name',
      manifests: podWith('env: [{ value: info }]'),
      path: 'spec.containers[0].env[0].name',
      kind: 'Required',
    },
    {
      title: 'Name and value in one',
      manifests: podWith('env: [{ name: LOG_LEVEL=info }]'),
      path: 'spec.containers[0].env[0].name',
      kind: 'Invalid',
    },
    {
      title: 'A digit first, up to Kubernetes 1.31',
      manifests: podWith("env: [{ name: 1ST, value: '1' }]"),
      options: { kubernetesVersion: '1.31' },
      path: 'spec.containers[0].env[0].name',
      kind: 'Invalid',
    },
  ],
  *check(pod, { minor }) {
    for (const container of containersOf(pod)) {
      for (const variable of container.at('env').items()) {
        const name = variable.at('name');
        if (name.text === '') yield name.required();
        else for (const error of envNameErrors(name.text, minor)) yield name.invalid(error);
      }
      for (const source of container.at('envFrom').items()) {
        const prefix = source.at('prefix');
        if (prefix.text === '') continue;
        for (const error of envNameErrors(prefix.text, minor)) yield prefix.invalid(error);
      }
    }
  },
});
