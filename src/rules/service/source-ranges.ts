import { legacyCidrErrors } from '../../terms/ip-errors';
import { service } from '../example';
import { defineRule } from '../rule';

export const sourceRanges = defineRule({
  id: 'service/source-ranges',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.loadBalancerSourceRanges',
  summary: 'loadBalancerSourceRanges are CIDRs, on a Service of type LoadBalancer.',
  why: 'kube-apiserver refuses others (validateService in pkg/apis/core/validation, which writes the field with a capital L); from Kubernetes 1.36 on also host bits, leading zeros and IPv4-mapped addresses.',
  fix: 'Write networks like 203.0.113.0/24, single addresses with /32 or /128.',
  passing: [
    {
      title: 'A network, with white space around it',
      manifests: service("type: LoadBalancer\nloadBalancerSourceRanges: [' 203.0.113.0/24 ']\nports: [{ port: 80 }]"),
    },
  ],
  failing: [
    {
      title: 'An address without a prefix length',
      manifests: service('type: LoadBalancer\nloadBalancerSourceRanges: [203.0.113.7]\nports: [{ port: 80 }]'),
      path: 'spec.LoadBalancerSourceRanges[0]',
      kind: 'Invalid',
    },
    {
      title: 'A NodePort Service, to which nobody applies them',
      manifests: service('type: NodePort\nloadBalancerSourceRanges: [203.0.113.0/24]\nports: [{ port: 80 }]'),
      path: 'spec.LoadBalancerSourceRanges',
      kind: 'Forbidden',
    },
  ],
  *check(object, { minor }) {
    const spec = object.at('spec');
    const ranges = spec.at('loadBalancerSourceRanges').under(`${spec.path}.LoadBalancerSourceRanges`);
    const items = ranges.items();
    if (items.length === 0) return;
    if (spec.at('type').value !== 'LoadBalancer') {
      yield ranges.forbidden("may only be used when `type` is 'LoadBalancer'");
    }
    for (const item of items) {
      const range = item.text.trim();
      for (const error of legacyCidrErrors(range, minor)) yield item.invalid(error, {}, range);
    }
  },
});
