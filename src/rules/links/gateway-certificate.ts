import { isSecret, referentOf } from '../../model/gateway/grants';
import type { Gateway, ListenerSet, ObjectReference } from '../../model/gateway/objects';
import type { NetworkModel } from '../../model/network-model';
import type { Secret } from '../../model/objects';
import { secretKeys } from '../../model/secret';
import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import type { Cursor } from '../cursor';
import { defineRule } from '../rule';
import { CERTIFICATES, tlsSecret } from './certificate-examples';
import { other, stream } from './examples';
import { listenerOwnerAt } from './facts/gateway-at';
import { isFor, namesOn, tlsPairOf } from './facts/tls-pair';
import { gateway } from './gateway-examples';

const https = (hostname: string) =>
  gateway(
    `{ name: https, port: 443, protocol: HTTPS, hostname: '${hostname}', tls: { certificateRefs: [{ name: shop-tls }] } }`,
  );

export const gatewayCertificate = defineRule({
  id: 'links/gateway-certificate',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Gateway', 'ListenerSet'],
  field: 'spec.listeners',
  summary: 'The certificates of a listener are in Secrets of type kubernetes.io/tls, and for its host.',
  why: 'A Secret of another type, or without tls.crt and tls.key, is ResolvedRefs=False, reason InvalidCertificateRef, and the listener serves nothing. Clients refuse a certificate that is for another host.',
  fix: 'Create the Secret with `kubectl create secret tls`, from a certificate for the host of the listener.',
  passing: [
    {
      title: 'A certificate for the host',
      manifests: stream(https('shop.example.org'), tlsSecret(CERTIFICATES.wildcard)),
    },
    {
      title: 'A Secret that somebody fills later',
      manifests: stream(https('shop.example.org'), other('v1', 'Secret', 'name: shop-tls')),
    },
  ],
  failing: [
    {
      title: 'A Secret of another type',
      manifests: stream(
        https('shop.example.org'),
        other('v1', 'Secret', 'name: shop-tls', 'type: Opaque\nstringData: { tls.crt: x, tls.key: x }'),
      ),
      path: 'spec.listeners[0].tls.certificateRefs[0].name',
      kind: 'Invalid',
    },
    {
      title: 'A certificate for another host',
      manifests: stream(https('shop.example.com'), tlsSecret(CERTIFICATES.wildcard)),
      path: 'spec.listeners[0].hostname',
      kind: 'Invalid',
    },
    {
      title: 'Not a Secret',
      manifests: gateway(
        '{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ kind: ConfigMap, name: shop-tls }] } }',
      ),
      path: 'spec.listeners[0].tls.certificateRefs[0].kind',
      kind: 'NotSupported',
    },
  ],
  *check(object, context) {
    const owner: Gateway | ListenerSet | undefined = listenerOwnerAt(context);
    const { model } = context;
    const own = context.object.namespace ?? model.defaultNamespace;
    if (owner === undefined) return;
    for (const listener of object.at('spec', 'listeners').items()) {
      const places = listener.at('tls', 'certificateRefs').items();
      for (const place of places) {
        const kind = place.at('kind');
        const isCore = place.at('group').text === '';
        if (isCore && kind.present && kind.text !== 'Secret') yield kind.notSupported(['Secret']);
        const secret = secretAt(model, place, own);
        const fault = secret === undefined ? undefined : faultOf(secret);
        if (fault !== undefined) yield place.at('name').invalid(fault);
      }
      yield* checkHost(
        listener,
        places.map((place) => secretAt(model, place, own)),
      );
    }
  },
});

function secretAt(model: NetworkModel, place: Cursor, own: string): Secret | undefined {
  const to = referentOf(place.value as ObjectReference, own, 'Secret');
  return isSecret(to) ? model.secrets.get(keyOf(to.namespace, to.name)) : undefined;
}

function faultOf(secret: Secret): string | undefined {
  const { type = 'Opaque', metadata } = secret;
  const keys = secretKeys(secret);
  // One without a value is filled in by somebody.
  if (keys.length === 0) return undefined;
  const called = `Secret ${keyOf(metadata.namespace, metadata.name ?? '')}`;
  const lacking = ['tls.crt', 'tls.key'].filter((key) => !keys.includes(key));
  if (lacking.length > 0) return `${called} has no ${listed(lacking)}, but ${listed(keys)}`;
  return type === 'kubernetes.io/tls' ? undefined : `${called} is of type ${type}, not kubernetes.io/tls`;
}

/** One of the certificates has to be for the host; a wildcard of a listener takes more labels than one of a certificate. */
function* checkHost(listener: Cursor, secrets: readonly (Secret | undefined)[]) {
  const hostname = listener.at('hostname');
  const certificates = secrets.map((secret) => (secret === undefined ? undefined : tlsPairOf(secret).certificate));
  const known = certificates.filter((certificate) => certificate !== undefined);
  if (hostname.text === '' || known.length === 0 || known.length < certificates.length) return;
  if (known.some((certificate) => isFor(certificate, hostname.text))) return;
  const names = listed(known.flatMap(namesOn)) || 'no host';
  yield hostname.invalid(`the certificate is for ${names}, not for ${hostname.text}`, {
    severity: 'warning',
    fix: 'Name a Secret whose certificate is for the host.',
  });
}
