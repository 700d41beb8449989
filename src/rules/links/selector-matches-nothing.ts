import { makerIn, makerNamed } from '../../model/custom-resources';
import { comparable } from '../../model/generated-labels';
import type { NearMiss } from '../../model/nearest-workload';
import { lastingWorkloads, matchesElsewhere, nearestWorkload } from '../../model/nearest-workload';
import type { NetworkModel } from '../../model/network-model';
import type { Labels } from '../../model/objects';
import { mayRelabelPods } from '../../model/pod-relabelling';
import { describeRef } from '../../terms/object-ref';
import { labelText, listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import { externalsOf } from '../external';
import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { deployment, other, service, stream } from './examples';
import type { ServiceAt } from './facts/service-at';
import { namesOf, serviceAt } from './facts/service-at';

export const selectorMatchesNothing = defineRule({
  id: 'links/selector-matches-nothing',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.selector',
  summary: 'The selector of a Service selects Pods of its namespace.',
  why: 'A Service without Pods has no endpoints: its connections are refused, and the name of a headless one does not exist. The endpoint controller selects Pods that have every label of the selector, in the namespace of the Service.',
  fix: 'Give the selector labels that the Pod template has.',
  passing: [
    {
      title: 'The Pod template has every label of the selector',
      manifests: stream(
        service('selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
        deployment('web', '{ app: web, tier: front }'),
      ),
    },
    {
      title: 'The Pods are declared elsewhere',
      manifests: stream(
        service('selector: { app: payments }\nports: [{ port: 80 }]'),
        deployment('web', '{ app: web }'),
      ),
      options: { external: ['Pod/default?app=payments'] },
    },
  ],
  failing: [
    {
      title: 'A label is mistyped',
      manifests: stream(
        service('selector: { app: wbe }\nports: [{ port: 80, targetPort: 8080 }]'),
        deployment('web', '{ app: web }'),
      ),
      path: 'spec.selector',
      kind: 'NotFound',
    },
    {
      title: 'The label stands on the Deployment, and not on its Pods',
      manifests: stream(
        service('selector: { app: web }\nports: [{ port: 80 }]'),
        other('apps/v1', 'Deployment', 'name: web, labels: { app: web }', 'spec: { template: { spec: {} } }'),
      ),
      path: 'spec.selector',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const service = serviceAt(object, context);
    const selector = service.spec.selector ?? {};
    if (!service.selects || service.selected.length > 0) return;
    if (Object.keys(comparable(selector)).length === 0) return;
    if (externalsOf(context.cluster).selects(service.namespace, selector)) return;
    const detail = `no Pod of namespace ${service.namespace} has the labels ${labelText(selector)}`;
    yield object.at('spec', 'selector').notFound(detail, judge(service, selector, context));
  },
});

/** How certain it is that there are no Pods, and which were meant. */
function judge(service: ServiceAt, selector: Labels, { model }: RuleContext): Words {
  if (model.workloads.length === 0) {
    return {
      severity: 'info',
      why: 'Nothing in the input makes Pods, so nobody can say whether there are any.',
      fix: LET,
    };
  }
  const { namespace } = service;
  const there = lastingWorkloads(model, namespace).length > 0;
  const elsewhere = there ? [] : matchesElsewhere(model, selector);
  if (elsewhere.length > 0) {
    const namespaces = [...new Set(elsewhere.slice(0, 5).map((workload) => workload.namespace))];
    return {
      why: `The labels are those of ${namesOf(elsewhere)}, but a Service selects Pods of its own namespace only.`,
      fix: `Put the Service into namespace ${listed(namespaces)}, or the workload into ${namespace}.`,
    };
  }
  const miss = nearestWorkload(model, namespace, service.name, selector);
  const hint = { fix: miss === undefined ? othersIn(model, namespace) : hintOf(miss) };
  const onlyMissing = miss !== undefined && miss.differing.every(({ has }) => has === undefined);
  if (onlyMissing && mayRelabelPods(model, miss.workload)) {
    return {
      ...hint,
      severity: 'info',
      why: 'No Pod template has the label, but these Pods may set it on each other when they run.',
    };
  }
  const typo = miss?.differing.length === 1 && miss.differing[0]?.has !== undefined;
  const fix = typo ? hint.fix : LET;
  const maker = makerIn(model, namespace);
  if (maker !== undefined) {
    const named = makerNamed(model, namespace, Object.values(selector));
    const why = `There are none, unless ${describeRef(named ?? maker)} makes some.`;
    return { severity: typo || named === undefined ? 'warning' : 'info', why, fix };
  }
  if (!there || namespace === CONTROL_PLANE) {
    const why = `The input declares no such Pods in namespace ${namespace}.`;
    return { severity: miss === undefined && namespace === CONTROL_PLANE ? 'info' : 'warning', why, fix };
  }
  return hint;
}

/** Every cluster has Pods there that no chart declares: the control plane's, kube-proxy, CoreDNS. */
const CONTROL_PLANE = 'kube-system';

const LET = 'If the Pods are declared elsewhere, say so with the option external: Pod/namespace?label=value.';

/** What there is instead, when nothing comes near. */
function othersIn(model: NetworkModel, namespace: string): string {
  const lasting = lastingWorkloads(model, namespace);
  const labels = lasting.slice(0, 3).map((workload) => `${labelText(workload.labels)} (${describeRef(workload.ref)})`);
  const more = lasting.length > 3 ? [`${lasting.length - 3} more`] : [];
  return `Give the selector labels that the Pod template has. There are ${listed([...labels, ...more])}.`;
}

function hintOf({ workload, differing, onObjectOnly }: NearMiss): string {
  const name = describeRef(workload.ref);
  if (onObjectOnly) {
    return `The labels stand on ${name} itself; Pods have those of its Pod template: put them under spec.template.metadata.labels.`;
  }
  const parts = differing.map(({ key, wanted, has }) => {
    if (has !== undefined) return `${name} has ${key}: ${has}: did you mean \`${key}: ${has}\`?`;
    const renamed = Object.entries(workload.labels).find(([, value]) => value === wanted);
    if (renamed !== undefined) return `${name} calls it ${renamed[0]}: did you mean \`${renamed[0]}: ${wanted}\`?`;
    return `The Pods of ${name} have no label ${key}: add it to them, or take it out of the selector.`;
  });
  return parts.join(' ');
}
