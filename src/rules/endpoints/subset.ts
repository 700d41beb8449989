import { endpoints } from '../example';
import { defineRule } from '../rule';

export const subset = defineRule({
  id: 'endpoints/subset',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Endpoints'],
  summary: 'A subset of Endpoints has addresses.',
  why: 'kube-apiserver asks for addresses or notReadyAddresses (validateEndpointSubsets in pkg/apis/core/validation).',
  fix: 'Write the addresses of the endpoints, or leave the subset out.',
  passing: [{ title: 'An address', manifests: endpoints('addresses: [{ ip: 192.0.2.10 }]') }],
  failing: [
    { title: 'Ports alone', manifests: endpoints('ports: [{ port: 5432 }]'), path: 'subsets[0]', kind: 'Required' },
  ],
  *check(object) {
    for (const each of object.at('subsets').items()) {
      const lists = [each.at('addresses'), each.at('notReadyAddresses')];
      if (lists.every((list) => list.items().length === 0)) {
        yield each.required('must specify `addresses` or `notReadyAddresses`');
      }
    }
  },
});
