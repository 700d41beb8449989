import { targetPortIn } from '../../model/target-port';
import { viewOf } from '../../model/view';
import type { Workload } from '../../model/workload';
import { labelText } from '../../terms/sentence';
import { defineRule } from '../rule';
import { deployment, other, service, stream } from './examples';
import type { ServiceAt } from './facts/service-at';
import { hookOf, namesOf, serviceAt } from './facts/service-at';
import { severalWorkloads } from './facts/several-workloads';

const MIGRATE =
  'spec: { template: { metadata: { labels: { app: shop } }, spec: { restartPolicy: Never, containers: [{ name: m, image: shop }] } } }';

export const selectorMatchesSeveralWorkloads = defineRule({
  id: 'links/selector-matches-several-workloads',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Service'],
  field: 'spec.selector',
  summary: 'The selector of a Service selects one workload, or variants of one.',
  why: 'Connections go to the Pods of all workloads that have the labels, in turn, whichever of them was meant.',
  fix: 'Add a label that only the Pods which are meant have.',
  passing: [
    {
      title: 'Each Service selects its own workload',
      manifests: stream(
        service('selector: { app: shop, component: front }\nports: [{ port: 80, targetPort: 8080 }]'),
        deployment('front', '{ app: shop, component: front }'),
        deployment('back', '{ app: shop, component: back }'),
      ),
    },
    {
      title: 'A canary beside the stable version',
      manifests: stream(
        service('selector: { app: web }\nports: [{ port: 80, targetPort: http }]'),
        deployment('web', '{ app: web, track: stable }'),
        deployment('web-canary', '{ app: web, track: canary }'),
      ),
    },
  ],
  failing: [
    {
      title: 'The label is that of the whole application',
      manifests: stream(
        service('selector: { app: shop }\nports: [{ port: 80, targetPort: 8080 }]'),
        deployment('front', '{ app: shop, component: front }'),
        deployment('back', '{ app: shop, component: back }'),
      ),
      path: 'spec.selector',
      kind: 'Invalid',
    },
    {
      title: 'A database has the label as well, and not the port',
      manifests: stream(
        service('selector: { app: shop }\nports: [{ port: 80, targetPort: 8080 }]'),
        deployment('shop', '{ app: shop }'),
        deployment('shop-db', '{ app: shop }', '{ name: db, image: db, ports: [{ containerPort: 5432 }] }'),
      ),
      path: 'spec.selector',
      kind: 'Invalid',
    },
    {
      title: 'A Job has the labels of the server',
      manifests: stream(
        service('selector: { app: shop }\nports: [{ port: 80, targetPort: 8080 }]'),
        deployment('shop', '{ app: shop }'),
        other('batch/v1', 'Job', 'name: migrate', MIGRATE),
      ),
      path: 'spec.selector',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const service = serviceAt(object, context);
    if (service.selected.length < 2) return;
    const { backends } = service;
    const selector = object.at('spec', 'selector');
    const labels = labelText(service.spec.selector ?? {});
    const jobs = passersBy(service);
    if (jobs.length > 0) {
      const detail = `${labels} selects the Pods of ${namesOf(jobs)} beside those of ${namesOf(backends)}`;
      yield selector.invalid(detail, { why: WHILE_IT_RUNS, fix: RELABEL });
    }
    if (backends.length < 2) return;
    const words = severalWorkloads(service, context.model);
    if (words !== undefined) yield selector.invalid(`${labels} selects the Pods of ${namesOf(backends)}`, words);
  },
});

const WHILE_IT_RUNS =
  'As long as the Job runs its Pods are endpoints too, and get their share of the connections, which they refuse.';
const RELABEL = 'Give the Pods of the Job labels of their own.';

/**
 * Jobs and CronJobs with the labels of workloads that stay, whose Pods become endpoints: of a port with a named targetPort
 * only Pods do that have it. Helm's test Jobs run when somebody asks for it.
 */
function passersBy({ selected, backends, ports }: ServiceAt): readonly Workload[] {
  if (selected.length === backends.length) return NONE;
  const jobs = jobsIn(selected);
  if (ports.some(({ target }) => typeof target === 'number')) return jobs;
  const declaring = ports.flatMap(({ target, transport }) => targetPortIn(jobs, target, transport).declaredBy);
  return [...new Set(declaring)];
}

const NONE: readonly Workload[] = [];

const jobsIn = viewOf((workloads: readonly Workload[]) =>
  workloads.filter((workload) => workload.finite && !/^test/.test(hookOf(workload) ?? '')),
);
