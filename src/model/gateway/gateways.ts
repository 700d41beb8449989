import { groupBy } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import { GATEWAY_GROUP } from '../api-kinds';
import type { NetworkModel } from '../network-model';
import type { Condition } from './conditions';
import { met, unmet } from './conditions';
import { gatewayObjectsOf } from './gateway-objects';
import type { Listener } from './listeners';
import { listenersOf } from './listeners';
import { admitsNamespace } from './namespaces';
import type { Gateway, ListenerSet } from './objects';
import type { GatewayProfile } from './profile';
import { statusProfile } from './profile';

/** A Gateway with its listeners. */
export interface GatewayView {
  /** `namespace/name`. */
  readonly key: string;
  readonly gateway: Gateway;
  /** Whether there is a controller for its class; without one, nothing of it has any effect. */
  readonly served: boolean;
  /** In whose words its status is, and that of its routes. */
  readonly statusProfile: GatewayProfile;
  /** Its own listeners, then those of ListenerSets. */
  readonly listeners: readonly Listener[];
  /** The ListenerSets that are attached to it: `namespace/name`. */
  readonly listenerSets: readonly string[];
}

/** A ListenerSet, and what became of it. */
export interface ListenerSetView {
  readonly key: string;
  readonly set: ListenerSet;
  /** The Gateway that it names: `namespace/name`. */
  readonly gateway: string;
  /** Absent where nobody looks at it: its Gateway does not exist, or has no controller. */
  readonly accepted?: Condition;
  readonly listeners: readonly Listener[];
}

/** What Gateways are looked at with. */
export interface GatewayOptions {
  /** Whether there is a controller for a class. Default: for every one. */
  readonly isServed?: (gatewayClassName: string) => boolean;
  /** Default: `spec`. */
  readonly profile?: GatewayProfile;
  /**
   * Whether what the input lacks and others may make is taken to be there: certificates, and Gateways that ListenerSets name.
   * Default: false.
   */
  readonly completed?: boolean;
}

/** All Gateways and ListenerSets of a model. */
export function gatewaysOf(
  model: NetworkModel,
  { isServed = () => true, profile = 'spec', completed = false }: GatewayOptions,
): {
  readonly gateways: ReadonlyMap<string, GatewayView>;
  readonly listenerSets: ReadonlyMap<string, ListenerSetView>;
} {
  const objects = gatewayObjectsOf(model);
  const certificates = completed ? undefined : { secrets: model.secrets, objects };
  const setsOf = groupBy(objects.listenerSets.values(), parentOf);
  const gateways = new Map<string, GatewayView>();
  const listenerSets = new Map<string, ListenerSetView>();
  for (const [key, gateway] of objects.gateways) {
    const served = isServed(gateway.spec.gatewayClassName ?? '');
    const accepted = served && profile === 'spec' ? acceptedSets(model, setsOf.get(key) ?? [], key, gateway) : [];
    const owners = accepted.flatMap(({ set, condition }) =>
      condition.status === 'True' ? [ownerOf('ListenerSet', set)] : [],
    );
    const { gatewayClassName = '' } = gateway.spec;
    const words = statusProfile(profile, gatewayClassName, objects.classes.get(gatewayClassName));
    const listeners = listenersOf([ownerOf('Gateway', gateway), ...owners], { certificates, profile: words });
    const attached = owners.map(({ owner }) => keyOf(owner.namespace, owner.name));
    for (const { set, condition } of accepted) {
      const own = keyOf(set.metadata.namespace, set.metadata.name ?? '');
      const its = listeners.filter(
        ({ owner }) => owner.kind === 'ListenerSet' && keyOf(owner.namespace, owner.name) === own,
      );
      listenerSets.set(own, { key: own, set, gateway: key, accepted: acceptance(condition, its), listeners: its });
    }
    gateways.set(key, {
      key,
      gateway,
      served,
      statusProfile: words,
      listeners,
      listenerSets: attached.filter((set) => listenerSets.get(set)?.accepted?.status === 'True'),
    });
  }
  for (const [key, set] of objects.listenerSets) {
    if (listenerSets.has(key)) continue;
    const alone = { key, set, gateway: parentOf(set) ?? '' };
    listenerSets.set(
      key,
      completed && !gateways.has(alone.gateway)
        ? {
            ...alone,
            accepted: met('Accepted', 'the Gateway lets it in'),
            listeners: listenersOf([ownerOf('ListenerSet', set)], { certificates, profile }),
          }
        : { ...alone, listeners: [] },
    );
  }
  return { gateways, listenerSets };
}

function ownerOf(kind: 'Gateway' | 'ListenerSet', { metadata, spec }: Gateway | ListenerSet) {
  const owner = { kind, namespace: metadata.namespace ?? '', name: metadata.name ?? '' };
  return { owner, listeners: spec.listeners ?? [] };
}

/** The ListenerSets that name a Gateway, in their order, and whether it lets them in. */
function acceptedSets(
  model: NetworkModel,
  sets: readonly ListenerSet[],
  key: string,
  { metadata, spec }: Gateway,
): readonly { readonly set: ListenerSet; readonly condition: Condition }[] {
  const { from = 'None', selector } = spec.allowedListeners?.namespaces ?? {};
  const namespaces = { from, ...(selector === undefined ? {} : { selector }) };
  return sets.map((set) => {
    const namespace = set.metadata.namespace ?? '';
    const allowed = admitsNamespace(model, namespaces, metadata.namespace ?? '', namespace);
    const message = `allowedListeners of Gateway ${key} (from: ${from}) does not let in namespace ${namespace}`;
    return {
      set,
      condition: allowed ? met('Accepted', 'the Gateway lets it in') : unmet('Accepted', 'NotAllowed', message),
    };
  });
}

/** A ListenerSet of which no listener is valid is not accepted. */
function acceptance(allowed: Condition, listeners: readonly Listener[]): Condition {
  const invalid = listeners.length > 0 && listeners.every(({ ready }) => !ready);
  const message = `none of its listeners is valid: ${listeners.map(({ name }) => name).join(', ')}`;
  return invalid ? unmet('Accepted', 'ListenersNotValid', message) : allowed;
}

/** The Gateway that a ListenerSet names; undefined where it names something else. */
function parentOf({ metadata, spec }: ListenerSet): string | undefined {
  const { group = GATEWAY_GROUP, kind = 'Gateway', namespace = metadata.namespace, name = '' } = spec.parentRef ?? {};
  return group === GATEWAY_GROUP && kind === 'Gateway' ? keyOf(namespace, name) : undefined;
}
