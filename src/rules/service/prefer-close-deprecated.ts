import { service } from '../example';
import { defineRule } from '../rule';

export const preferCloseDeprecated = defineRule({
  id: 'service/prefer-close-deprecated',
  source: 'apiserver',
  stage: 'warn',
  severity: 'warning',
  kinds: ['Service'],
  field: 'spec.trafficDistribution',
  versions: { since: '1.35' },
  summary: 'trafficDistribution: PreferClose has a clearer name, PreferSameZone.',
  why: 'kube-apiserver warns from Kubernetes 1.35 on (GetWarningsForService in pkg/api/service; KEP-3015).',
  fix: 'Write PreferSameZone, which means the same.',
  passing: [
    {
      title: 'The new name',
      manifests: service('trafficDistribution: PreferSameZone\nports: [{ port: 80 }]'),
      options: { kubernetesVersion: '1.35' },
    },
    { title: 'Before Kubernetes 1.35', manifests: service('trafficDistribution: PreferClose\nports: [{ port: 80 }]') },
  ],
  failing: [
    {
      title: 'On Kubernetes 1.35',
      manifests: service('trafficDistribution: PreferClose\nports: [{ port: 80 }]'),
      options: { kubernetesVersion: '1.35' },
      path: 'spec.trafficDistribution',
      kind: 'Ignored',
    },
  ],
  *check(object) {
    const distribution = object.at('spec', 'trafficDistribution');
    if (distribution.value !== 'PreferClose') return;
    yield distribution.ignored('spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"');
  },
});
