import { makerIn, makerNamed } from '../../model/custom-resources';
import { podsElsewhere } from '../../model/elsewhere/absent-pods';
import { externalsOf } from '../../model/external-objects';
import { comparable } from '../../model/generated-labels';
import type { NearMiss } from '../../model/nearest-workload';
import { lastingWorkloads, matchesElsewhere, nearestWorkload } from '../../model/nearest-workload';
import type { NetworkModel } from '../../model/network-model';
import type { Labels } from '../../model/objects';
import { isSystemNamespace } from '../../model/system-namespaces';
import { targetPortIn } from '../../model/target-port';
import type { Workload } from '../../model/workload';
import { describeRef } from '../../terms/object-ref';
import { labelText, listed } from '../../terms/sentence';
import { yamlPair } from '../../terms/yaml-text';
import type { Words } from '../cursor';
import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { deployment, other, service, stream } from './examples';
import { sayNamespace, worldOf } from './facts/release-namespace';
import type { ServiceAt } from './facts/service-at';
import { namesOf, serviceAt } from './facts/service-at';
import { unselectedWorkloads } from './facts/unselected-workloads';

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
function judge(service: ServiceAt, selector: Labels, context: RuleContext): Words {
  const { model } = context;
  const { namespace } = service;
  const made = podsElsewhere(worldOf(context), namespace, service.name, selector);
  if (made !== undefined) {
    return { severity: 'info', why: made.why, fix: made.remedy === 'namespace' ? sayNamespace(context) : LET };
  }
  const there = lastingWorkloads(model, namespace);
  const elsewhere = there.length > 0 ? [] : matchesElsewhere(model, selector);
  if (elsewhere.length > 0) return inAnotherNamespace(elsewhere, namespace);
  const miss = nearestWorkload(model, namespace, service.name, selector);
  const maker = makerIn(model, namespace);
  if (maker !== undefined) {
    const named = makerNamed(model, namespace, Object.values(selector));
    const why = `There are none, unless ${describeRef(named ?? maker)} makes some.`;
    return { severity: 'warning', why, fix: hintOf(miss) };
  }
  if (there.length === 0 || isSystemNamespace(namespace)) {
    return {
      severity: 'warning',
      why: `The input declares no such Pods in namespace ${namespace}.`,
      fix: hintOf(miss),
    };
  }
  return miss === undefined ? withoutMiss(service, model) : { fix: miss.meant ? hintOf(miss) : DECLARE };
}

const LET = 'If the Pods are declared elsewhere, say so with the option external: Pod/namespace?label=value.';
const DECLARE = `Declare the workload that the Service is for, or remove the Service. ${LET}`;

function inAnotherNamespace(elsewhere: readonly Workload[], namespace: string): Words {
  const namespaces = [...new Set(elsewhere.slice(0, 5).map((workload) => workload.namespace))];
  return {
    why: `The labels are those of ${namesOf(elsewhere)}, but a Service selects Pods of its own namespace only.`,
    fix: `Put the Service into namespace ${listed(namespaces)}, or the workload into ${namespace}.`,
  };
}

/** Nothing speaks for a workload of the namespace, unless there is one that has the port and no Service of its own. */
function withoutMiss(service: ServiceAt, model: NetworkModel): Words {
  const free = unselectedWorkloads(model, service.namespace).slice(0, MANY);
  const [fitting, ...others] = free.filter((workload) => fits(service, workload, free.length === 1));
  if (fitting === undefined || others.length > 0) {
    const why = `No workload of namespace ${service.namespace} comes near: there are no such Pods, unless they are declared elsewhere.`;
    return { severity: 'warning', why, fix: LET };
  }
  const name = describeRef(fitting.ref);
  return {
    severity: 'warning',
    why: `There is no such Pod, and no Service for ${name}, whose Pods have the labels ${labelText(fitting.labels)}.`,
    fix: `If ${name} is meant, give the selector labels of its Pods. ${LET}`,
  };
}

/** Among so many, one that fits says nothing. */
const MANY = 25;

/** Whether a workload declares a port that the Service leads to; one that declares none may listen on any. */
function fits({ ports }: ServiceAt, workload: Workload, alone: boolean): boolean {
  return ports.some(({ target, transport }) => {
    const { declaredBy, silent } = targetPortIn([workload], target, transport);
    return declaredBy.length > 0 || (alone && silent.length > 0);
  });
}

function hintOf(miss: NearMiss | undefined): string {
  if (miss === undefined) return DECLARE;
  const { workload, differing, onObjectOnly } = miss;
  const name = describeRef(workload.ref);
  if (onObjectOnly) {
    return `The labels stand on ${name} itself; Pods have those of its Pod template: put them under spec.template.metadata.labels.`;
  }
  const parts = differing.map(({ key, wanted, has }) => {
    if (has !== undefined) return `${name} has ${key}: ${has}: did you mean \`${yamlPair(key, has)}\`?`;
    const renamed = Object.entries(workload.labels).find(([, value]) => value === wanted);
    return renamed === undefined
      ? `The Pods of ${name} have no label ${key}: add it to them, or take it out of the selector.`
      : `${name} calls it ${renamed[0]}: write \`${yamlPair(renamed[0], wanted)}\` in place of \`${yamlPair(key, wanted)}\`.`;
  });
  return parts.join(' ');
}
