import type { Workload } from '../../model/workload';
import { targetPortIn } from '../../model/target-port';
import { viewOf } from '../../model/view';
import { describeRef } from '../../terms/object-ref';
import { labelText } from '../../terms/sentence';
import { trimEnd } from '../../terms/trim-end';
import { defineRule } from '../rule';
import { deployment, other, service, stream } from './examples';
import type { ServiceAt } from './facts/service-at';
import { hookOf, namesOf, serviceAt } from './facts/service-at';

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
    const selector = object.at('spec', 'selector');
    const [first, ...rest] = service.backends;
    const jobs = passersBy(service);
    if (jobs.length > 0) {
      const detail = `${labelText(service.spec.selector ?? {})} selects the Pods of ${namesOf(jobs)} beside those of ${namesOf(service.backends)}`;
      yield selector.invalid(detail, { why: WHILE_IT_RUNS, fix: RELABEL });
    }
    if (first === undefined || rest.length === 0) return;
    const without = rest.length < MANY ? lackingAPort(service) : [];
    if (without.length === 0 && !strangers(service, first, rest)) return;
    const detail = `${labelText(service.spec.selector ?? {})} selects the Pods of ${namesOf(service.backends)}`;
    yield selector.invalid(detail, {
      ...(without.length === 0
        ? {}
        : {
            why: `Connections go to all of them in turn, but not all have the port: it is missing in ${namesOf(without)}.`,
          }),
      fix: fixOf(service),
    });
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

/** A label on more workloads than this is meant for all of them. */
const MANY = 50;

/** Workloads that declare ports, but lack one which another of the selected workloads has. */
function lackingAPort({ backends, ports }: ServiceAt): readonly Workload[] {
  const lacking = ports.flatMap(({ target, transport }) => {
    const { declaredBy, lackedBy } = targetPortIn(backends, target, transport);
    return declaredBy.length > 0 ? lackedBy : [];
  });
  return [...new Set(lacking)];
}

/** Whether others than variants of the first one are among them. The members of a headless Service find each other by it. */
function strangers({ headless }: ServiceAt, first: Workload, rest: readonly Workload[]): boolean {
  return !headless && rest.length < MANY && rest.some((workload) => !areVariants(first, workload));
}

/** Whether they differ in nothing but what tells variants apart: in their names, or else in their labels. */
function areVariants(a: Workload, b: Workload): boolean {
  if (stemOf(a.ref.name) === stemOf(b.ref.name)) return true;
  const keys = [...new Set([...Object.keys(a.labels), ...Object.keys(b.labels)])];
  const differing = keys.filter((key) => a.labels[key] !== b.labels[key]);
  return differing.length > 0 && differing.every((key) => isVariantLabel(key, a.labels[key], b.labels[key]));
}

/** Words by which variants of one workload are told apart, in names and in labels. */
const VARIANT =
  /^(v?\d[\w.]*|[a-z]|active|arbiter|baseline|beta|blue|broker|canary|controller|current|follower|green|leader|main|master|new|next|old|passive|preview|primary|prod(uction)?|read(er|only)?|replicas?|secondary|shadow|slaves?|spot|stable|standby|write(r)?|zone-?\w+)$/;

function stemOf(name: string): string {
  const parts = trimEnd(name, '0123456789').split('-');
  while (parts.length > 1 && VARIANT.test(parts.at(-1) ?? '')) parts.pop();
  return parts.join('-');
}

function isVariantLabel(key: string, a: unknown, b: unknown): boolean {
  if (/(^|[/.-])(version|track|release|revision|colou?r|slot|shard|zone|variant|chart)$/.test(key)) return true;
  const texts = [a, b].map((value) => (typeof value === 'string' ? value : ''));
  return texts.every((text) => text === '' || VARIANT.test(text)) || stemOf(texts[0] ?? '') === stemOf(texts[1] ?? '');
}

function fixOf({ backends, spec }: ServiceAt): string {
  const [first, second] = backends;
  const keys = Object.entries(first?.labels ?? {}).filter(
    ([key, value]) => second?.labels[key] !== value && spec.selector?.[key] === undefined,
  );
  const [pair] = keys;
  return pair === undefined
    ? 'Give each workload a label of its own, and select by that.'
    : `If ${first === undefined ? 'it' : describeRef(first.ref)} is meant, add \`${pair[0]}: ${pair[1]}\` to the selector.`;
}
