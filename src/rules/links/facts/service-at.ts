import type { NetworkModel } from '../../../model/network-model';
import type { Labels, NumberedPort, ServicePort, ServiceSpec } from '../../../model/objects';
import { hasNumber, isHeadless, selectsPods, targetPortOf } from '../../../model/service';
import { viewOf } from '../../../model/view';
import type { Workload } from '../../../model/workload';
import { objectsIn, protocolOf } from '../../../model/workload';
import { isObject } from '../../../terms/json';
import { describeRef } from '../../../terms/object-ref';
import { listed } from '../../../terms/sentence';
import { unnoticed } from '../../attention';
import type { Cursor } from '../../cursor';
import type { RuleContext } from '../../rule';

/** The Service that a rule looks at, with what stands behind it. */
export interface ServiceAt {
  readonly namespace: string;
  readonly name: string;
  readonly spec: ServiceSpec;
  readonly headless: boolean;
  /** Whether its endpoints are the Pods that its selector selects. */
  readonly selects: boolean;
  readonly ports: readonly PortAt[];
  /** All workloads that it selects. */
  readonly selected: readonly Workload[];
  /** Those of them that stay: without Jobs and Helm's test Pods, unless there is nothing else. */
  readonly backends: readonly Workload[];
}

/** One port of it: the fields as they stand there, and what they mean. */
export interface PortAt {
  readonly index: number;
  readonly name: string | undefined;
  readonly port: number;
  readonly targetPort: number | string | undefined;
  readonly nodePort: number | undefined;
  /** Where it leads in the Pods. */
  readonly target: number | string;
  /** Its protocol: TCP unless it says otherwise. */
  readonly transport: string;
}

/** The Service at a cursor. All rules that ask share one answer: they look at one object after the other. */
export function serviceAt(object: Cursor, context: RuleContext): ServiceAt {
  const { model } = unnoticed(context);
  const last = lastOf(model);
  if (last.context !== context || last.service === undefined) {
    last.context = context;
    last.service = read(object.value as object, context);
  }
  return last.service;
}

const lastOf = viewOf((_: NetworkModel): { context?: RuleContext; service?: ServiceAt } => ({}));

function read(manifest: object, context: RuleContext): ServiceAt {
  const { model, object } = unnoticed(context);
  const { namespace: ownNamespace = model.defaultNamespace } = object;
  const { spec: given } = manifest as { readonly spec?: unknown };
  const spec: ServiceSpec = isObject(given) ? given : {};
  const selects = selectsPods(spec);
  const { selected, backends } = selects ? behind(model, ownNamespace, spec.selector ?? {}) : NOBODY;
  const ports = objectsIn<ServicePort>(spec.ports).flatMap((port, index) =>
    hasNumber(port) ? portAt(port, index) : [],
  );
  return {
    get namespace() {
      return context.object.namespace ?? ownNamespace;
    },
    get name() {
      return context.object.name;
    },
    spec,
    headless: isHeadless(spec),
    selects,
    ports,
    selected,
    backends,
  };
}

function portAt(spec: NumberedPort, index: number): PortAt {
  const { name, port, targetPort, nodePort } = spec;
  return { index, name, port, targetPort, nodePort, target: targetPortOf(spec), transport: protocolOf(spec) };
}

/** What a selector selects. */
export type Behind = Pick<ServiceAt, 'selected' | 'backends'>;

const NOBODY: Behind = { selected: [], backends: [] };

/** How workloads are called in sentences. */
export const namesOf = viewOf((workloads: readonly Workload[]) => listed(workloads.map(({ ref }) => describeRef(ref))));

/** What stands behind a selector; equal lists of workloads give equal answers, so that what follows from them is shared. */
export function behind(model: NetworkModel, namespace: string, selector: Labels): Behind {
  const selected = model.select(namespace, selector);
  return selected.length < 2 ? { selected, backends: selected } : behindOf(selected);
}

const behindOf = viewOf((selected: readonly Workload[]): Behind => {
  const lasting = selected.filter((workload) => !workload.finite && hookOf(workload) === undefined);
  return { selected, backends: lasting.length === selected.length || lasting.length === 0 ? selected : lasting };
});

/** When Helm runs this (`test`, `pre-upgrade`), now and then, to delete it afterwards; undefined for what stays. */
export function hookOf({ manifest }: Workload): string | undefined {
  const annotations = isObject(manifest.metadata) ? manifest.metadata.annotations : undefined;
  const hook = isObject(annotations) ? annotations['helm.sh/hook'] : undefined;
  return typeof hook === 'string' ? hook : undefined;
}
