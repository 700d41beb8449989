import { numberedPod } from '../../model/pod-names';
import { WORKLOAD_KINDS } from '../../model/workload';
import { describeRef } from '../../terms/object-ref';
import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { deployment, service, statefulSet, stream } from './examples';
import { textsAt } from './facts/container-texts';
import { hostsIn } from './facts/service-hosts';
import { ordinalsWithout, podsText, statefulSetOf } from './facts/stateful-sets';
import { containersAt, workloadAt } from './facts/workload-at';

const client = (brokers: string) =>
  stream(
    service('clusterIP: None\nselector: { app: kafka }\nports: [{ port: 8080 }]', 'name: kafka'),
    statefulSet('kafka', '{ app: kafka }', 'serviceName: kafka\n  replicas: 3'),
    deployment('client', '{ app: client }', `{ name: c, image: c, env: [{ name: BROKERS, value: '${brokers}' }] }`),
  );

export const podDnsName = defineRule({
  id: 'links/pod-dns-name',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: WORKLOAD_KINDS,
  summary: 'A Pod of a StatefulSet that a container connects to exists.',
  why: 'A StatefulSet numbers its Pods from ordinals.start, or 0, for as many as its replicas; the name of any other does not resolve.',
  fix: 'Raise the replicas of the StatefulSet, or leave the name out.',
  passing: [{ title: 'The last of three', manifests: client('kafka-0.kafka:8080,kafka-2.kafka:8080') }],
  failing: [
    {
      title: 'A fourth of three',
      manifests: client('kafka-0.kafka:8080,kafka-3.kafka:8080'),
      path: 'spec.template.spec.containers[0].env[0].value',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const workload = workloadAt(object, context);
    if (workload === undefined) return;
    for (const container of containersAt(object, workload, 'all')) {
      for (const { text, at } of textsAt(container)) {
        for (const { host } of hostsIn(text)) {
          const why = whyAbsent(host, workload.namespace, context);
          if (why !== undefined) yield at().notFound(`there is no Pod ${host}`, { why });
        }
      }
    }
  },
});

/** Why there is no Pod of that name: `kafka-3.kafka`, or longer; undefined for all other names. */
function whyAbsent(host: string, own: string, context: RuleContext): string | undefined {
  const [first = '', service, namespace = own, third] = host.toLowerCase().split('.');
  const pod = numberedPod(first);
  if (pod === undefined || service === undefined || (third !== undefined && third !== 'svc')) return undefined;
  const { model } = context;
  const set = statefulSetOf(model, namespace, pod.set);
  if (set === undefined || set.serviceName !== service) return undefined;
  const ordinals = ordinalsWithout(model, set, pod.ordinal);
  if (ordinals === undefined) return undefined;
  return `${describeRef(set.ref)} has the Pods ${podsText(set, ordinals)}; the names of others do not resolve.`;
}
