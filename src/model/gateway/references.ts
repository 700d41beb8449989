import { keyOf } from '../../terms/object-ref';
import { GATEWAY_GROUP } from '../api-kinds';
import type { NetworkModel } from '../network-model';
import { servicePorts } from '../service';
import { gatewayObjects } from './gateway-objects';
import type { BackendRef, ReferenceGrant, Route } from './objects';
import type { Profile } from './profile';

/** What refers, or what is referred to. */
export interface Party {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Whether an object may refer to another one: in its own namespace always, otherwise by a ReferenceGrant beside the other. */
export function isGranted(model: NetworkModel, from: Omit<Party, 'name'>, to: Party): boolean {
  if (from.namespace === to.namespace) return true;
  return [...gatewayObjects(model).grants.values()].some((grant) => grants(grant, from, to));
}

export function grants({ metadata, spec }: ReferenceGrant, from: Omit<Party, 'name'>, to: Party): boolean {
  const { from: froms = [], to: tos = [] } = spec;
  const names = (name: string | undefined) => name === undefined || name === '' || name === to.name;
  return (
    metadata.namespace === to.namespace &&
    froms.some(
      ({ group, kind, namespace }) => group === from.group && kind === from.kind && namespace === from.namespace,
    ) &&
    tos.some(({ group, kind, name }) => group === to.group && kind === to.kind && names(name))
  );
}

/** Why a reference leads nowhere, as the condition ResolvedRefs says it. */
export type BackendReason = 'RefNotPermitted' | 'InvalidKind' | 'BackendNotFound';

/** What a route's backend refers to, with the route's namespace where it names none. */
export function backendOf(ref: BackendRef, namespace: string): Party {
  return {
    group: ref.group ?? '',
    kind: ref.kind ?? 'Service',
    namespace: ref.namespace ?? namespace,
    name: ref.name ?? '',
  };
}

/** Undefined where the backend is there. */
export function whyUnresolved(
  model: NetworkModel,
  { kind = '', metadata: { namespace = '' } }: Route,
  ref: BackendRef,
  { takesExternalNames }: Profile,
): BackendReason | undefined {
  const to = backendOf(ref, namespace);
  if (to.group !== '' || to.kind !== 'Service') return 'InvalidKind';
  if (!isGranted(model, { group: GATEWAY_GROUP, kind, namespace }, to)) return 'RefNotPermitted';
  const service = model.services.get(keyOf(to.namespace, to.name));
  if (service === undefined || (service.spec.type === 'ExternalName' && !takesExternalNames)) return 'BackendNotFound';
  return servicePorts(service.spec).some(({ port }) => port === ref.port) ? undefined : 'BackendNotFound';
}
