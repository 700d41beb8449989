import { podsElsewhere } from '../../model/elsewhere/absent-pods';
import type { World } from '../../model/elsewhere/world';
import type { Left } from '../../model/left-to-controller';
import type { NetworkModel } from '../../model/network-model';
import type { Service } from '../../model/objects';
import { unknownGateOf } from '../../model/readiness-gates';
import { selectsPods } from '../../model/service';
import { viewOf } from '../../model/view';
import type { Workload } from '../../model/workload';
import { describeRef, keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import type { Unsent } from '../expectation';
import type { Clients } from './clients';

/** Why nobody is asked behind a Service: whoever would answer is made by somebody else, or is not to run now. */
export function unsentTo(service: Service, world: World, clients: Clients): Unsent | undefined {
  const { model } = world;
  const { metadata, spec } = service;
  const { name = '', namespace = model.defaultNamespace } = metadata;
  if (spec.type === 'ExternalName') return undefined;
  if (!selectsPods(spec)) return withoutEndpoints(world, namespace, name);
  if ((clients.behind(service) ?? []).length > 0) return undefined;
  const selector = spec.selector ?? {};
  const selected = model.select(namespace, selector);
  if (selected.length > 0) return asleep(selected) ?? gated(selected);
  const refused = world.refused?.select(namespace, selector) ?? [];
  if (refused.length > 0) return { why: `the API server refuses ${namesOf(refused)}`, elsewhere: false };
  const made = podsElsewhere(world, namespace, name, selector);
  return made === undefined ? undefined : elsewhere(`its Pods are made elsewhere: ${made.why}`);
}

/** A reason that lies outside of the input. */
export function elsewhere(why: string): Unsent {
  return { why, elsewhere: true };
}

/** A reason that lies with a controller which is not modelled. */
export function leftTo({ on, what }: Left): Unsent {
  return { why: what, elsewhere: true, on };
}

function withoutEndpoints({ model }: World, namespace: string, name: string): Unsent | undefined {
  if (endpointsByHand(model).has(keyOf(namespace, name)) || model.slicesOf(namespace, name).length > 0)
    return undefined;
  return elsewhere('its endpoints are made elsewhere: it has no selector, and the input no EndpointSlice for it');
}

const endpointsByHand = viewOf(
  ({ objects }: NetworkModel) => new Set(objects.flatMap(({ ref, key }) => (ref.kind === 'Endpoints' ? [key] : []))),
);

/** Workloads that run nothing for now. */
function asleep(workloads: readonly Workload[]): Unsent | undefined {
  if (workloads.every(({ finite }) => finite)) {
    return elsewhere(`${namesOf(workloads)} runs now and then: its Pods are not there all the time`);
  }
  const lasting = workloads.filter(({ finite }) => !finite);
  return lasting.every(({ replicas }) => replicas === 0)
    ? elsewhere(`${namesOf(lasting)} has replicas: 0, so that no Pod runs`)
    : undefined;
}

/** Workloads whose Pods wait for what nothing in the input is known to set: whether they become Ready is not known. */
function gated(workloads: readonly Workload[]): Unsent | undefined {
  const [workload] = workloads;
  const gate = workloads.every(({ spec }) => unknownGateOf(spec) !== undefined)
    ? unknownGateOf(workload?.spec ?? {})
    : undefined;
  if (gate === undefined) return undefined;
  const why = `the Pods of ${namesOf(workloads)} wait for the condition ${gate} of their readiness gate, which nothing in the input is known to set`;
  return { why, elsewhere: false };
}

function namesOf(workloads: readonly Workload[]): string {
  return listed(
    workloads.map(({ ref }) => describeRef(ref)),
    3,
  );
}
