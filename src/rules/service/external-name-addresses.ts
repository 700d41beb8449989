import { service } from '../example';
import { defineRule } from '../rule';

const DETAIL = 'may not be set for ExternalName services';

export const externalNameAddresses = defineRule({
  id: 'service/external-name-addresses',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'A Service of type ExternalName has no cluster IP and no IP families.',
  why: 'kube-apiserver refuses them (validateService in pkg/apis/core/validation): the Service is a CNAME record and nothing else.',
  fix: 'Leave clusterIP, clusterIPs, ipFamilies and ipFamilyPolicy out.',
  passing: [{ title: 'An alias', manifests: service('type: ExternalName\nexternalName: db.example.com') }],
  failing: [
    {
      title: 'A headless alias',
      manifests: service('type: ExternalName\nexternalName: db.example.com\nclusterIP: None'),
      path: 'spec.clusterIPs',
      kind: 'Forbidden',
    },
    {
      title: 'A family',
      manifests: service('type: ExternalName\nexternalName: db.example.com\nipFamilies: [IPv4]'),
      path: 'spec.ipFamilies',
      kind: 'Forbidden',
    },
  ],
  *check(object) {
    const spec = object.at('spec');
    if (spec.at('type').value !== 'ExternalName') return;
    const [clusterIPs, families, policy] = [spec.at('clusterIPs'), spec.at('ipFamilies'), spec.at('ipFamilyPolicy')];
    // The singular field is copied to the plural one before this is judged.
    if (spec.at('clusterIP').text !== '' || clusterIPs.items().length > 0) yield clusterIPs.forbidden(DETAIL);
    if (families.items().length > 0) yield families.forbidden(DETAIL);
    if (policy.present) yield policy.forbidden(DETAIL);
  },
});
