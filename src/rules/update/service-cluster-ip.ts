import type { Cursor, Finding } from '../cursor';
import { service } from '../example';
import { defineUpdateRule, isSame } from '../update-rule';

const PORTS = 'ports: [{ port: 80 }]';

export const serviceClusterIP = defineUpdateRule({
  id: 'update/service-cluster-ip',
  kinds: ['Service'],
  summary: 'The cluster IP of a Service stays as it is; None counts as one.',
  why: 'kube-apiserver refuses another one (validateUpgradeDowngradeClusterIPs in pkg/apis/core/validation). Only the second address may come and go. An address that is left out is kept.',
  fix: 'Leave clusterIP as it was. For another one, or to change between headless and not, delete the Service and create it anew, or give the new one another name.',
  passing: [
    { title: 'Left out', old: service(`clusterIP: 10.96.0.5\n${PORTS}`), manifests: service(PORTS) },
    {
      title: 'To an alias, which has none',
      old: service(PORTS),
      manifests: service('type: ExternalName\nexternalName: example.com'),
    },
  ],
  failing: [
    {
      title: 'Another address',
      old: service(`clusterIP: 10.96.0.5\n${PORTS}`),
      manifests: service(`clusterIP: 10.96.0.6\n${PORTS}`),
      path: 'spec.clusterIPs[0]',
      kind: 'Invalid',
    },
    {
      title: 'To headless',
      old: service(PORTS),
      manifests: service(`clusterIP: None\n${PORTS}`),
      path: 'spec.clusterIPs[0]',
      kind: 'Invalid',
    },
  ],
  *check(after, before) {
    if ([after, before].some((side) => side.at('spec', 'type').text === 'ExternalName')) return;
    if ([after, before].every(isHeadless)) return;
    const [now, old] = [after.at('spec', 'clusterIPs'), before.at('spec', 'clusterIPs')];
    const [count, counted] = [now.items().length, old.items().length];
    for (const index of count === counted ? old.items().keys() : [0]) {
      if (count > 0 && !isSame(now.key(index).value, old.key(index).value)) {
        yield now.key(index).invalid('may not change once set', {}, now.value);
      }
    }
    if (count < counted) yield* released(after, now, count);
  },
});

function* released(after: Cursor, now: Cursor, count: number): Iterable<Finding> {
  if (count === 0) yield now.key(0).invalid('primary clusterIP can not be unset', {}, now.value);
  const policy = after.at('spec', 'ipFamilyPolicy');
  if (count === 1 && policy.text !== 'SingleStack') {
    yield policy.invalid("must be set to 'SingleStack' when releasing the secondary clusterIP");
  }
}

function isHeadless(side: Cursor): boolean {
  return side.at('spec', 'clusterIPs').key(0).text === 'None';
}
