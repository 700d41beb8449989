import { GATEWAY_GROUP } from '../api-kinds';
import type { GatewayObjects } from './gateway-objects';
import type { ObjectReference, ReferenceGrant } from './objects';

/** Who refers to something. */
export interface Referrer {
  readonly kind: string;
  readonly namespace: string;
}

/** What is referred to. */
export interface Referent {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** What a reference means: a reference without a namespace stays in that of the object that it stands in. */
export function referentOf(
  { group = '', kind, namespace, name = '' }: ObjectReference,
  own: string,
  kindByDefault: 'Service' | 'Secret',
): Referent {
  return { group, kind: kind ?? kindByDefault, namespace: namespace ?? own, name };
}

export function isService({ group, kind }: Referent): boolean {
  return group === '' && kind === 'Service';
}

export function isSecret({ group, kind }: Referent): boolean {
  return group === '' && kind === 'Secret';
}

/**
 * Whether an object of the Gateway API may refer to another one: within a namespace always, else by a ReferenceGrant in the
 * namespace of what it refers to (https://gateway-api.sigs.k8s.io/api-types/referencegrant/).
 */
export function isGranted({ grants }: Pick<GatewayObjects, 'grants'>, from: Referrer, to: Referent): boolean {
  if (from.namespace === to.namespace) return true;
  return grants.some((grant) => grant.metadata.namespace === to.namespace && grantNames(grant, from, to));
}

function grantNames({ spec }: ReferenceGrant, from: Referrer, to: Referent): boolean {
  const { from: froms = [], to: tos = [] } = spec;
  return (
    froms.some(
      ({ group, kind, namespace }) => group === GATEWAY_GROUP && kind === from.kind && namespace === from.namespace,
    ) &&
    tos.some(
      ({ group = '', kind, name = '' }) => group === to.group && kind === to.kind && (name === '' || name === to.name),
    )
  );
}
