import { describeRef } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { service, statefulSet, stream } from './examples';
import { workloadAt } from './facts/workload-at';

const DB = service('clusterIP: None\nselector: { app: db }\nports: [{ port: 8080 }]', 'name: db');
const set = (pod: string) =>
  statefulSet('db', '{ app: db }', 'serviceName: db').replace('containers:', `${pod}\n      containers:`);

export const statefulSetHostname = defineRule({
  id: 'links/stateful-set-hostname',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'The Pod template of a StatefulSet names no hostname.',
  why: 'The StatefulSet controller replaces hostname by the name of the Pod, and subdomain by serviceName: the name that stands here is not resolved.',
  fix: 'Leave it out, and use the names of the Pods.',
  passing: [{ title: 'None', manifests: stream(DB, statefulSet('db', '{ app: db }', 'serviceName: db')) }],
  failing: [
    {
      title: 'A hostname',
      manifests: stream(DB, set('hostname: primary')),
      path: 'spec.template.spec.hostname',
      kind: 'Ignored',
    },
    {
      title: 'A subdomain that is not the serviceName',
      manifests: stream(DB, set('subdomain: peers')),
      path: 'spec.template.spec.subdomain',
      kind: 'Ignored',
    },
  ],
  *check(object, context) {
    const workload = workloadAt(object, context);
    if (workload === undefined) return;
    const pod = object.at('spec', 'template', 'spec');
    const { name } = workload.ref;
    if (pod.at('hostname').text !== '') {
      yield pod.at('hostname').ignored(`the Pods of ${describeRef(workload.ref)} are called ${name}-0 and so on`);
    }
    const [subdomain, serviceName] = [pod.at('subdomain').text, workload.serviceName ?? ''];
    if (subdomain !== '' && subdomain !== serviceName) {
      yield pod
        .at('subdomain')
        .ignored(`the subdomain of the Pods is serviceName, ${serviceName === '' ? 'which is not set' : serviceName}`);
    }
  },
});
