import { defineRule } from '../rule';
import { gatewayApi } from './examples';

export const bundle = defineRule({
  id: 'custom-resource/bundle',
  source: 'practice',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['*'],
  facts: 'custom',
  summary: 'Objects of Gateway API need nothing but what its standard channel has.',
  why: 'Fields and versions of the experimental channel, and of other versions of Gateway API, are refused by kube-apiserver where the CRDs do not have them.',
  fix: 'Say which CRDs the cluster has, with the option gatewayApi (--gateway-api, --gateway-channel), or do without the field.',
  passing: [
    {
      title: 'A field of the standard channel',
      manifests: gatewayApi('HTTPRoute', '{ rules: [{ timeouts: { request: 10s } }] }', 'name: a'),
    },
    {
      title: 'The cluster is said to have the experimental channel',
      manifests: gatewayApi('HTTPRoute', '{ useDefaultGateways: All }', 'name: a'),
      options: { gatewayApi: { channel: 'experimental' } },
    },
  ],
  failing: [
    {
      title: 'A field of the experimental channel',
      manifests: gatewayApi('HTTPRoute', '{ useDefaultGateways: All }', 'name: a'),
      path: 'spec.useDefaultGateways',
      kind: 'Invalid',
    },
  ],
  *check(object, { custom, cluster: { gatewayApi: assumed } }) {
    if (custom?.bundle === undefined) return;
    const { version, channel } = custom.bundle;
    const flags = [
      `--gateway-api ${version.slice(1)}`,
      ...(channel === 'experimental' ? [`--gateway-channel ${channel}`] : []),
    ];
    const other = assumed.version === version ? 'not' : `${assumed.version} not`;
    const detail = `Gateway API ${version} has it in its ${channel} channel, ${other} in its ${assumed.channel} channel, which is assumed`;
    const fix = `If the cluster has those CRDs, say so: ${flags.join(' ')}.`;
    for (const path of custom.unknown) {
      const value = path === 'apiVersion' ? object.at(path).value : path;
      yield object.under(path).invalid(detail, { fix }, value);
    }
  },
});
