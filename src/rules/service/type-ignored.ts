import { service } from '../example';
import { defineRule } from '../rule';

export const typeIgnored = defineRule({
  id: 'service/type-ignored',
  source: 'apiserver',
  stage: 'warn',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'externalName is for the type ExternalName, externalIPs are for the others.',
  why: 'kube-apiserver warns (GetWarningsForService in pkg/api/service): the field has no effect.',
  fix: 'Leave the field out, or write the type that uses it.',
  passing: [{ title: 'An alias', manifests: service('type: ExternalName\nexternalName: db.example.com') }],
  failing: [
    {
      title: 'An alias without the type',
      manifests: service('externalName: db.example.com\nports: [{ port: 80 }]'),
      path: 'spec.externalName',
      kind: 'Ignored',
    },
    {
      title: 'An alias with addresses',
      manifests: service('type: ExternalName\nexternalName: db.example.com\nexternalIPs: [203.0.113.7]'),
      path: 'spec.externalIPs',
      kind: 'Ignored',
    },
  ],
  *check(object) {
    const spec = object.at('spec');
    const [type, name, ips] = [spec.at('type'), spec.at('externalName'), spec.at('externalIPs')];
    if (type.value === 'ExternalName') {
      if (ips.items().length > 0) yield ips.ignored('spec.externalIPs is ignored when spec.type is "ExternalName"');
    } else if (name.text !== '') {
      yield name.ignored('spec.externalName is ignored when spec.type is not "ExternalName"');
    }
  },
});
