import { secretElsewhere } from '../../model/elsewhere/absent-secret';
import { classOf } from '../../model/ingress-class';
import { controllerNamed, isContour } from '../../model/ingress-controllers';
import type { Ingress } from '../../model/objects';
import { hostMatches } from '../../terms/host';
import type { Unsent } from '../expectation';
import type { PlannedNetwork } from './planned-network';
import { elsewhere, leftTo } from './unsent';

/** Whether a host of an Ingress is served over TLS, and what stands in the way of asking for it: at most one entry. */
export function secretsOf(
  ingress: Ingress,
  host: string | undefined,
  { model, world, deployed }: PlannedNetwork,
): readonly { readonly unsent: Unsent | undefined }[] {
  const { tls = [] } = ingress.spec;
  const entry =
    tls.find(({ hosts = [] }) => hosts.includes(host ?? '')) ??
    tls.find(({ hosts = [] }) => host !== undefined && hosts.some((pattern) => hostMatches(pattern, host))) ??
    tls.find(({ hosts = [] }) => hosts.length === 0);
  if (entry === undefined) return [];
  const { hosts = [], secretName = '' } = entry;
  const namespace = ingress.metadata.namespace ?? model.defaultNamespace;
  const className = classOf(model, ingress);
  const named = hosts.includes(host ?? '');
  if (secretName === '' || (!named && (hosts.length === 0 || !isContour(model, className)))) {
    return [{ unsent: leftTo({ on: controllerNamed(model, className), what: 'which certificate is served' }) }];
  }
  const made = secretElsewhere(world, namespace, secretName, ingress);
  if (made === undefined || deployed.standsIn === true) return [{ unsent: undefined }];
  return [{ unsent: elsewhere(`Secret ${secretName} is made elsewhere: ${made.why}`) }];
}
