import { keyOf } from '../../terms/object-ref';
import type { NetworkModel } from '../network-model';
import type { ServerCertificate } from '../server-certificate';
import { certificateOf, whyUnusable } from '../server-certificate';
import type { Condition } from './conditions';
import { unmet } from './conditions';
import type { GatewayObjects } from './gateway-objects';
import type { Referrer } from './grants';
import { isGranted, isSecret, referentOf } from './grants';
import type { ListenerSpec, ObjectReference } from './objects';

/** Where certificates come from. */
export interface CertificateSource {
  readonly secrets: NetworkModel['secrets'];
  readonly objects: Pick<GatewayObjects, 'grants'>;
}

/** The certificates of a listener that terminates TLS, and the first reference that gives none. */
export function certificatesOf(
  { tls }: ListenerSpec,
  owner: Referrer,
  source: CertificateSource,
): { readonly certificates: readonly ServerCertificate[]; readonly problem?: Condition } {
  const refs = tls?.certificateRefs ?? [];
  if (refs.length === 0) {
    return { certificates: [], problem: unmet('Programmed', 'Invalid', 'tls.certificateRefs names no certificate') };
  }
  const read = refs.map((ref) => certificateAt(ref, owner, source));
  const certificates = read.filter((each): each is ServerCertificate => 'secret' in each);
  const problem = read.find((each): each is Condition => 'reason' in each);
  return { certificates, ...(problem === undefined ? {} : { problem }) };
}

function certificateAt(
  ref: ObjectReference,
  owner: Referrer,
  { secrets, objects }: CertificateSource,
): ServerCertificate | Condition {
  const to = referentOf(ref, owner.namespace, 'Secret');
  const { group, kind, name } = to;
  const invalid = (message: string) => unmet('ResolvedRefs', 'InvalidCertificateRef', message);
  if (!isSecret(to)) {
    return invalid(`certificateRefs names a ${kind}${group === '' ? '' : ` of group ${group}`}, not a Secret`);
  }
  const key = keyOf(to.namespace, name);
  if (!isGranted(objects, owner, to)) {
    const message = `no ReferenceGrant in namespace ${to.namespace} lets ${owner.kind}s of namespace ${owner.namespace} refer to Secret ${name}`;
    return unmet('ResolvedRefs', 'RefNotPermitted', message);
  }
  const secret = secrets.get(key);
  if (secret === undefined) return invalid(`Secret ${key} does not exist`);
  return certificateOf(secret) ?? invalid(whyUnusable(secret) ?? `Secret ${key} holds no certificate`);
}
