import { GATEWAY_GROUP } from '../api-kinds';
import type { GatewayObjects } from './gateway-objects';

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

/**
 * Whether an object of the Gateway API may refer to another one: within a namespace always, else by a ReferenceGrant in the
 * namespace of what it refers to (https://gateway-api.sigs.k8s.io/api-types/referencegrant/).
 */
export function isGranted({ grants }: Pick<GatewayObjects, 'grants'>, from: Referrer, to: Referent): boolean {
  if (from.namespace === to.namespace) return true;
  return grants.some(
    ({ metadata, spec }) =>
      metadata.namespace === to.namespace &&
      (spec.from ?? []).some(
        ({ group, kind, namespace }) => group === GATEWAY_GROUP && kind === from.kind && namespace === from.namespace,
      ) &&
      (spec.to ?? []).some(
        ({ group, kind, name = '' }) => group === to.group && kind === to.kind && (name === '' || name === to.name),
      ),
  );
}
