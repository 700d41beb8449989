import { secretElsewhere } from '../../model/elsewhere/absent-secret';
import type { Attachment, Candidate } from '../../model/gateway/attachment';
import { gatewayObjectsOf } from '../../model/gateway/gateway-objects';
import type { GatewayView } from '../../model/gateway/gateways';
import { dependsOnLabels } from '../../model/gateway/namespaces';
import { keyOf } from '../../terms/object-ref';
import type { Unsent } from '../expectation';
import type { PlannedNetwork } from './planned-network';
import { elsewhere, leftTo } from './unsent';

/** A class with another controller than the one that is modelled, or with none in the input, is somebody else's. */
export function unsentOf({ gateway }: GatewayView, { model, deployed }: PlannedNetwork): Unsent | undefined {
  if (deployed.standsIn === true) return undefined;
  const { gatewayClassName: name = '' } = gateway.spec;
  if (deployed.gatewayClasses?.has(name) === true) return undefined;
  const found = gatewayObjectsOf(model).classes.get(name);
  if (name === 'contour' || found?.spec.controllerName?.startsWith('projectcontour.io/') === true) return undefined;
  return leftTo({ on: `the controller of GatewayClass ${name}`, what: `what its Gateways do` });
}

/** Listeners that let in by the labels of a namespace that the input does not hold. */
export function withoutLabels({ candidates, route }: Attachment, { model }: PlannedNetwork): Unsent | undefined {
  const { namespace = model.defaultNamespace } = route.metadata;
  const open = candidates.find(
    ({ outcome, listener }) =>
      outcome === 'namespaceNotAllowed' &&
      dependsOnLabels(model, listener.spec.allowedRoutes?.namespaces ?? {}, namespace),
  );
  return open === undefined
    ? undefined
    : elsewhere(`${open.listener.name} lets in by labels, and namespace ${namespace} is made elsewhere`);
}

/** Listeners that serve nobody for want of a certificate, which may be made elsewhere. */
export function withoutCertificate(
  candidates: readonly Candidate[],
  { gateway }: GatewayView,
  { world, deployed }: PlannedNetwork,
): Unsent | undefined {
  if (deployed.standsIn === true) return undefined;
  for (const { listener } of candidates) {
    const { owner, spec } = listener;
    for (const { name = '', namespace = owner.namespace } of spec.tls?.certificateRefs ?? []) {
      if (deployed.standInSecrets?.has(keyOf(namespace, name)) === true) continue;
      const made = secretElsewhere(world, namespace, name, gateway);
      if (made !== undefined) return elsewhere(`the certificate of ${listener.name} is made elsewhere: ${made.why}`);
    }
  }
  return undefined;
}
