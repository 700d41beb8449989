import { comparable, podLabels } from '../../model/generated-labels';
import { matches } from '../../model/label-index';
import { isHeadless, selectsPods } from '../../model/service';
import { keyOf } from '../../terms/object-ref';
import type { Finding } from '../cursor';
import { defineRule } from '../rule';
import { service, statefulSet, stream } from './examples';
import { absentService } from './facts/absent-service';
import { workloadAt } from './facts/workload-at';

const DB = statefulSet('db', '{ app: db }', 'serviceName: db');

export const statefulSetService = defineRule({
  id: 'links/stateful-set-service',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'serviceName of a StatefulSet names a headless Service that selects its Pods.',
  why: 'The DNS names of the Pods, such as db-0.db, are records of that Service. The API server does not look whether it exists.',
  fix: 'Declare a Service of that name with clusterIP: None and a selector that matches the Pod template.',
  passing: [
    {
      title: 'A headless Service',
      manifests: stream(service('clusterIP: None\nselector: { app: db }\nports: [{ port: 5432 }]', 'name: db'), DB),
    },
  ],
  failing: [
    {
      title: 'A Service of another name',
      manifests: stream(
        service('clusterIP: None\nselector: { app: db }\nports: [{ port: 5432 }]', 'name: database'),
        DB,
      ),
      path: 'spec.serviceName',
      kind: 'NotFound',
    },
    {
      title: 'A Service with a cluster IP',
      manifests: stream(service('selector: { app: db }\nports: [{ port: 5432 }]', 'name: db'), DB),
      path: 'spec.serviceName',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const workload = workloadAt(object, context);
    if (workload?.serviceName === undefined || workload.serviceName === '') return;
    const { namespace, serviceName } = workload;
    const { model } = context;
    const field = object.at('spec', 'serviceName');
    const governing = model.services.get(keyOf(namespace, serviceName))?.spec;
    if (governing === undefined) {
      const absent = absentService(context, namespace, serviceName, (meant) => `serviceName: ${meant}`);
      if (absent === undefined || absent.words.severity === 'info') return;
      const words = { ...absent.words, severity: 'warning' } as const;
      yield field.notFound(`there is no Service ${serviceName} in namespace ${namespace}`, words);
      return;
    }
    const finding: Finding | undefined = isHeadless(governing)
      ? selectsPods(governing) && !matches(comparable(governing.selector ?? {}), podLabels(workload))
        ? field.invalid('does not select the Pods of this StatefulSet')
        : undefined
      : field.invalid('is not headless', {
          why: 'Its name leads to its cluster IP. The DNS specification gives Pods names of their own under a headless Service only.',
        });
    if (finding !== undefined) yield finding;
  },
});
