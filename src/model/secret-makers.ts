import { isObject, stringOr } from '../terms/json';
import type { JsonObject } from '../terms/json';
import { describeRef, keyOf } from '../terms/object-ref';
import { groupOf, isOwnGroup } from './api-kinds';
import type { NetworkModel } from './network-model';
import type { Ingress } from './objects';
import { viewOf } from './view';

/**
 * Who makes a TLS Secret that the input does not hold: a custom resource that names it (a Certificate, a sealed or an
 * external secret), or a controller that an annotation of the Ingress or the Gateway asks for it. Undefined if nobody is known to.
 */
export function makerOfSecret(
  model: NetworkModel,
  namespace: string,
  name: string,
  owner: Pick<Ingress, 'metadata'>,
): string | undefined {
  const asked = Object.keys(owner.metadata?.annotations ?? {}).find((key) => MAKES_CERTIFICATES.test(key));
  return (
    secretsOfOthers(model).get(keyOf(namespace, name)) ?? (asked === undefined ? undefined : `the annotation ${asked}`)
  );
}

/** Annotations that have a controller make the certificate and its Secret. */
const MAKES_CERTIFICATES = /cert-?manager|tls-acme|acme|letsencrypt|certificate|cert-issuer|ssl-cert/;

/** The Secrets that custom resources name as their own, by `namespace/name`. */
const secretsOfOthers = viewOf((model: NetworkModel): ReadonlyMap<string, string> => {
  const others = model.objects.filter(({ ref }) => !isOwnGroup(groupOf(ref.apiVersion)));
  return new Map(
    others.flatMap(({ ref, manifest }) =>
      namedBy(manifest, ref.name).map((name) => [keyOf(ref.namespace, name), describeRef(ref)] as const),
    ),
  );
});

function namedBy({ spec }: JsonObject, own: string): readonly string[] {
  const fields = isObject(spec) ? [spec, spec.target, spec.destination, spec.template] : [];
  const names = fields.filter(isObject).flatMap(({ secretName, name }) => [stringOr(secretName), stringOr(name)]);
  return [own, ...names].filter((name) => name !== '');
}
