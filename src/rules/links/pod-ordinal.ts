import { numberedPod } from '../../model/pod-names';
import { describeRef } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { service, statefulSet, stream } from './examples';
import { ordinalsWithout, podsText, statefulSetOf } from './facts/stateful-sets';

const POD_NAME = 'statefulset.kubernetes.io/pod-name';
const SET = statefulSet('kafka', '{ app: kafka }', 'serviceName: kafka\n  replicas: 3');
const PEERS = service('clusterIP: None\nselector: { app: kafka }\nports: [{ port: 8080 }]', 'name: kafka');
const forPod = (pod: string) => service(`selector: { ${POD_NAME}: ${pod} }\nports: [{ port: 8080 }]`, `name: ${pod}`);

export const podOrdinal = defineRule({
  id: 'links/pod-ordinal',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Service'],
  field: 'spec.selector',
  summary: 'A Service for one Pod of a StatefulSet is for one that the StatefulSet has.',
  why: 'A StatefulSet numbers its Pods from ordinals.start, or 0, for as many as its replicas; no other has the label.',
  fix: 'Raise the replicas of the StatefulSet, or remove the Service.',
  passing: [
    { title: 'The last of three', manifests: stream(PEERS, SET, forPod('kafka-2')) },
    {
      title: 'Numbers that begin elsewhere',
      manifests: stream(
        PEERS,
        statefulSet('kafka', '{ app: kafka }', 'serviceName: kafka\n  replicas: 3\n  ordinals: { start: 5 }'),
        forPod('kafka-7'),
      ),
    },
  ],
  failing: [
    {
      title: 'A fourth of three',
      manifests: stream(PEERS, SET, forPod('kafka-3')),
      path: 'spec.selector',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const selector = object.at('spec', 'selector');
    const pod = numberedPod(selector.key(POD_NAME).text);
    if (pod === undefined) return;
    const { model } = context;
    const set = statefulSetOf(model, context.object.namespace ?? model.defaultNamespace, pod.set);
    if (set === undefined) return;
    const ordinals = ordinalsWithout(model, set, pod.ordinal);
    if (ordinals === undefined) return;
    const replicas = ordinals.last - ordinals.first + 1;
    yield selector.notFound(`${describeRef(set.ref)} has replicas: ${replicas}, which are ${podsText(set, ordinals)}`);
  },
});
