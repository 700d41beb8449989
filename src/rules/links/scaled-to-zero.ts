import { isScaled } from '../../model/scalers';
import { defineRule } from '../rule';
import { deployment, other, service, stream } from './examples';
import { namesOf, serviceAt } from './facts/service-at';

const WEB = service('selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]');
const ASLEEP = deployment('web', '{ app: web }').replace('spec:\n', 'spec:\n  replicas: 0\n');

export const scaledToZero = defineRule({
  id: 'links/scaled-to-zero',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: ['Service'],
  field: 'spec.selector',
  summary: 'The workload behind a Service has Pods.',
  why: 'The selector is right, but for as long as there are no Pods the connections are refused.',
  fix: 'Raise the replicas when the workload is to serve.',
  passing: [
    { title: 'One Pod, which is the default', manifests: stream(WEB, deployment('web', '{ app: web }')) },
    {
      title: 'KEDA scales it when it is needed',
      manifests: stream(
        WEB,
        ASLEEP,
        other('keda.sh/v1alpha1', 'ScaledObject', 'name: web', 'spec: { scaleTargetRef: { name: web } }'),
      ),
    },
  ],
  failing: [{ title: 'No Pods', manifests: stream(WEB, ASLEEP), path: 'spec.selector', kind: 'NotFound' }],
  *check(object, context) {
    const { backends } = serviceAt(object, context);
    const isAsleep = backends.length > 0 && backends.every(({ replicas }) => replicas === 0);
    if (!isAsleep || backends.some((workload) => isScaled(context.model, workload))) return;
    yield object.at('spec', 'selector').notFound(`${namesOf(backends)} has replicas: 0`);
  },
});
