import { externalsOf } from '../../model/external-objects';
import type { NetworkModel } from '../../model/network-model';
import type { Container, EnvVar } from '../../model/objects';
import { viewOf } from '../../model/view';
import type { Workload } from '../../model/workload';
import { WORKLOAD_KINDS, objectsIn } from '../../model/workload';
import { keyOf } from '../../terms/object-ref';
import type { Cursor, Words } from '../cursor';
import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { deployment, service, stream } from './examples';
import { textsAt } from './facts/container-texts';
import type { VariableOwner } from './facts/service-variables';
import { gives, namesakesOf } from './facts/service-variables';
import type { ContainerAt } from './facts/workload-at';
import { containersAt, workloadAt } from './facts/workload-at';

const WEB = service('selector: { app: web }\nports: [{ port: 80 }]');
const CLIENT = deployment(
  'client',
  '{ app: client }',
  "{ name: client, image: client, args: ['--host=$(WEB_SERVICE_HOST)'] }",
);

export const serviceVariablesOrder = defineRule({
  id: 'links/service-variables-order',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: WORKLOAD_KINDS,
  summary: 'A Service whose variables a Pod uses exists before the Pod, in its namespace.',
  why: 'A container gets the variables of the Services that exist when it starts, and never learns of later ones. Objects are created in the order of the manifests.',
  fix: 'Put the Service before the workload (in cdk8s: workload.node.addDependency(service)), or use its DNS name, which needs no order.',
  passing: [{ title: 'The Service comes first', manifests: stream(WEB, CLIENT) }],
  failing: [
    {
      title: 'The Service comes later',
      manifests: stream(CLIENT, WEB),
      path: 'spec.template.spec.containers[0].args[0]',
      kind: 'NotFound',
    },
    {
      title: 'The Service has no address, so it gives no variables',
      manifests: stream(service('clusterIP: None\nselector: { app: web }\nports: [{ port: 80 }]'), CLIENT),
      path: 'spec.template.spec.containers[0].args[0]',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const workload = workloadAt(object, context);
    if (workload === undefined) return;
    for (const container of containersAt(object, workload, 'all')) {
      const told = new Set<string>();
      for (const { at, variable } of referencesIn(container)) {
        const words = told.has(variable) ? undefined : judge(variable, workload, context);
        if (words === undefined || isOwn(container.container, variable)) continue;
        told.add(variable);
        yield at.notFound(`${variable} is not set when the container starts`, words);
      }
    }
  },
});

interface Reference {
  readonly at: Cursor;
  readonly variable: string;
}

/** The variables of Services that a container speaks of: `$(WEB_SERVICE_HOST)`, `$WEB_SERVICE_HOST`, `${WEB_SERVICE_HOST}`. */
function referencesIn(container: ContainerAt): readonly Reference[] {
  return textsAt(container).flatMap(({ text, at }) =>
    text.includes('$')
      ? [...text.matchAll(REFERENCE)].flatMap(([, variable = '']) =>
          OF_A_SERVICE.test(variable) ? { at: at(), variable } : [],
        )
      : [],
  );
}

/** `$$(NAME)` stands for the text `$(NAME)`. */
const REFERENCE = /(?<!\$)\$[({]?([A-Z][A-Z0-9_]*)/g;
const OF_A_SERVICE = /._SERVICE_(?:HOST$|PORT(?:_.|$))|._PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?$/;

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isOwn({ env, envFrom }: Container, variable: string): boolean {
  return listOf(envFrom).length > 0 || objectsIn<EnvVar>(env).some(({ name }) => name === variable);
}

/** What is wrong with the use of a variable; undefined if it is set. */
function judge(variable: string, workload: Workload, context: RuleContext): Words | undefined {
  if (variable.startsWith('KUBERNETES_')) return undefined;
  const { model, cluster } = context;
  const { namespace } = workload;
  const namesakes = namesakesOf(context, namespace, variable);
  const owner = namesakes.find((one) => gives(one, variable));
  if (owner === undefined) {
    return namesakes.length > 0 ? withoutVariable(namesakes, variable) : elsewhere(variable, workload, model);
  }
  if (externalsOf(cluster).has('Service', namespace, owner.service.metadata.name ?? '')) return undefined;
  if (workload.spec.enableServiceLinks === false) {
    return {
      why: 'The Pod has enableServiceLinks: false, so that it gets no variables of Services.',
      fix: 'Use the DNS name of the Service.',
    };
  }
  const places = placesOf(model);
  const later = (places.services.get(owner.key) ?? -1) > (places.workloads.get(workload.manifest) ?? Infinity);
  return later
    ? { why: `Service ${owner.key} stands after this workload, and Pods never learn of later Services.` }
    : undefined;
}

function withoutVariable(owners: readonly VariableOwner[], variable: string): Words {
  const names = owners.map(({ key }) => key).join(', ');
  return {
    why: `Service ${names} gives no variable ${variable}: headless and ExternalName Services give none, others one for each of their ports.`,
    fix: 'Use the DNS name of the Service, or a variable that it gives.',
  };
}

/** A variable of a Service of another namespace; nothing is said of Services that the input does not know. */
function elsewhere(variable: string, { namespace }: Workload, model: NetworkModel): Words | undefined {
  const others = [...namespacesOf(model)].filter((other) => other !== namespace).slice(0, MAX_NAMESPACES);
  const found = others.flatMap((other) => namesakesOf({ model }, other, variable))[0];
  return found === undefined
    ? undefined
    : {
        why: `Service ${found.key} is in another namespace; Pods get the variables of their own namespace only.`,
        fix: `Use its DNS name: ${found.key.split('/').reverse().join('.')}.`,
      };
}

const MAX_NAMESPACES = 50;

const namespacesOf = viewOf(
  (model: NetworkModel) => new Set([...model.services.keys()].map((key) => key.slice(0, key.indexOf('/')))),
);

const placesOf = viewOf((model: NetworkModel) => {
  const services = new Map<string, number>();
  const workloads = new Map<object, number>();
  for (const [index, { ref, manifest }] of model.objects.entries()) {
    if (ref.kind === 'Service') {
      services.set(keyOf(ref.namespace, ref.name), services.get(keyOf(ref.namespace, ref.name)) ?? index);
    } else workloads.set(manifest, index);
  }
  return { services, workloads };
});
