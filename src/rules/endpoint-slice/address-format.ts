import { ipWarning } from '../../terms/ip-errors';
import { endpointSlice } from '../example';
import { defineRule } from '../rule';
import { endpointsOf } from './endpoints-of';

/** Slices of these are not looked at: their controllers write addresses in canonical form. */
const CONTROLLERS = ['endpointslice-controller.k8s.io', 'endpointslicemirroring-controller.k8s.io'];

export const addressFormat = defineRule({
  id: 'endpoint-slice/address-format',
  source: 'apiserver',
  stage: 'warn',
  severity: 'warning',
  kinds: ['EndpointSlice'],
  summary: 'Addresses are in canonical form, without leading zeros.',
  why: 'kube-apiserver warns (GetWarningsForIP in apimachinery/pkg/util/validation); readers disagree about what such an address means, and Kubernetes 1.36 refuses it (KEP-4858).',
  fix: 'Write the form that the message proposes.',
  passing: [{ title: 'Canonical', manifests: withAddress('10.1.2.3') }],
  failing: [
    {
      title: 'Leading zeros',
      manifests: withAddress('010.001.002.003'),
      path: 'endpoints[0].addresses[0]',
      kind: 'Ignored',
    },
  ],
  *check(object, { minor }) {
    const managedBy = object.at('metadata', 'labels').key('endpointslice.kubernetes.io/managed-by');
    if (CONTROLLERS.includes(managedBy.text)) return;
    for (const endpoint of endpointsOf(object)) {
      for (const address of endpoint.at('addresses').items()) {
        const warning = ipWarning(address.text, minor);
        if (warning !== undefined) yield address.ignored(`${address.path}: ${warning}`);
      }
    }
  },
});

function withAddress(address: string): string {
  return endpointSlice(`addressType: IPv4\nendpoints: [{ addresses: [${address}] }]`);
}
