import { service } from '../example';
import { defineRule } from '../rule';

export const trafficDistribution = defineRule({
  id: 'service/traffic-distribution',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.trafficDistribution',
  summary: 'trafficDistribution is PreferClose or, from Kubernetes 1.34 on, PreferSameZone or PreferSameNode.',
  why: 'kube-apiserver knows no other (validateServiceTrafficDistribution in pkg/apis/core/validation; KEP-3015).',
  fix: 'Choose one of these, or leave it out so that all endpoints count alike.',
  passing: [
    { title: 'The same zone', manifests: service('trafficDistribution: PreferSameZone\nports: [{ port: 80 }]') },
    {
      title: 'Before Kubernetes 1.34',
      manifests: service('trafficDistribution: PreferClose\nports: [{ port: 80 }]'),
      options: { kubernetesVersion: '1.33' },
    },
  ],
  failing: [
    {
      title: 'Not yet in Kubernetes 1.33',
      manifests: service('trafficDistribution: PreferSameZone\nports: [{ port: 80 }]'),
      options: { kubernetesVersion: '1.33' },
      path: 'spec.trafficDistribution',
      kind: 'NotSupported',
    },
    {
      title: 'Empty',
      manifests: service("trafficDistribution: ''\nports: [{ port: 80 }]"),
      path: 'spec.trafficDistribution',
      kind: 'NotSupported',
    },
  ],
  *check(object, { minor }) {
    const distribution = object.at('spec', 'trafficDistribution');
    const supported = minor < 34 ? ['PreferClose'] : ['PreferClose', 'PreferSameZone', 'PreferSameNode'];
    if (distribution.present && !supported.includes(distribution.text)) yield distribution.notSupported(supported);
  },
});
