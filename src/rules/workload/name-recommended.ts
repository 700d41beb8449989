import { storedName } from '../../model/generated-name';
import { dnsLabelErrors } from '../../terms/dns-name';
import type { JsonObject } from '../../terms/json';
import { workload } from '../example';
import { defineRule } from '../rule';
import { CONTROLLER } from './workload-shape';

export const nameRecommended = defineRule({
  id: 'workload/name-recommended',
  source: 'apiserver',
  stage: 'warn',
  severity: 'info',
  kinds: ['Pod', 'Deployment', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob'],
  summary: 'The name of a workload is a DNS label.',
  why: 'kube-apiserver warns (WarningsOnCreate of each kind): the name becomes a part of the host names of the Pods, which are cut after 63 characters, and a dot in them is the end of a host name for many programs.',
  fix: 'Use at most 63 lower case letters, digits and inner hyphens.',
  passing: [{ title: 'A DNS label', manifests: workload('Deployment', CONTROLLER, 'name: web-v1') }],
  failing: [
    {
      title: 'A dot',
      manifests: workload('Deployment', CONTROLLER, 'name: web.v1'),
      path: 'metadata.name',
      kind: 'Ignored',
    },
  ],
  *check(object, { object: { kind } }) {
    const metadata = object.at('metadata');
    const errors = dnsLabelErrors(storedName((metadata.value ?? {}) as JsonObject));
    if (errors.length === 0) return;
    const use = kind === 'Pod' ? "the Pod's hostname" : 'Pod names and hostnames';
    yield metadata
      .at('name')
      .ignored(
        `metadata.name: this is used in ${use}, which can result in surprising behavior; a DNS label is recommended: ` +
          `[${errors.join(' ')}]`,
      );
  },
});
