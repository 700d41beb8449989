import type { NetworkModel } from '../../model/network-model';
import type { IngressTLS, Secret } from '../../model/objects';
import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import type { Cursor } from '../cursor';
import { defineRule } from '../rule';
import { CERTIFICATES, tlsIngress, tlsSecret } from './certificate-examples';
import { stream } from './examples';
import { rulesOf, tlsOf } from './facts/ingress-at';
import { isFor, namesOn, tlsPairOf } from './facts/tls-pair';

export const tlsCertificateHost = defineRule({
  id: 'links/tls-certificate-host',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Ingress'],
  field: 'spec.tls',
  summary: 'The certificate of a TLS entry is for the hosts of the entry.',
  why: 'Clients compare the host with the names in the certificate (subjectAltName), where * stands for exactly one label, and refuse any other; ingress-nginx shows its own certificate instead.',
  fix: 'Name a Secret whose certificate is for the host, or request one that is.',
  passing: [
    {
      title: 'A wildcard for one label',
      manifests: stream(tlsSecret(CERTIFICATES.wildcard), tlsIngress('shop.example.org')),
    },
  ],
  failing: [
    {
      title: 'A wildcard is not for two labels',
      manifests: stream(tlsSecret(CERTIFICATES.wildcard), tlsIngress('eu.shop.example.org')),
      path: 'spec.tls[0].hosts[0]',
      kind: 'Invalid',
    },
    {
      title: 'Nor for none',
      manifests: stream(tlsSecret(CERTIFICATES.wildcard), tlsIngress('example.org')),
      path: 'spec.tls[0].hosts[0]',
      kind: 'Invalid',
    },
  ],
  *check(object, { model, object: { namespace = model.defaultNamespace } }) {
    for (const [index, entry] of tlsOf(object).entries()) {
      const secret = model.secrets.get(keyOf(namespace, entry.secretName ?? ''));
      const certificate = secret === undefined ? undefined : tlsPairOf(secret).certificate;
      if (secret === undefined || certificate === undefined) continue;
      for (const [at, host] of hostsOf(object, object.at('spec', 'tls').key(index), entry)) {
        if (isFor(certificate, host)) continue;
        const names = listed(namesOn(certificate)) || 'no host';
        const meant = secretFor(model, namespace, host);
        yield at.invalid(
          `the certificate in Secret ${keyOf(namespace, entry.secretName ?? '')} is for ${names}, not for ${host}`,
          meant === undefined ? {} : { fix: `Did you mean \`secretName: ${meant}\`? Its certificate is for ${host}.` },
        );
      }
    }
  },
});

/** The hosts that an entry is for, and where they stand: without any, those of all rules. */
function hostsOf(object: Cursor, at: Cursor, { hosts }: IngressTLS): readonly (readonly [Cursor, string])[] {
  if (Array.isArray(hosts) && hosts.length > 0) {
    return at
      .at('hosts')
      .items()
      .flatMap((host) => (host.text === '' ? [] : [[host, host.text] as const]));
  }
  const served = rulesOf(object).flatMap(({ host }) => (typeof host === 'string' && host !== '' ? [host] : []));
  return [...new Set(served)].map((host) => [at.at('secretName'), host] as const);
}

/** The first Secret of a namespace whose certificate is for a host. */
function secretFor(model: NetworkModel, namespace: string, host: string): string | undefined {
  const secrets: Secret[] = [...model.secrets.values()].slice(0, MANY);
  const fitting = secrets.find((secret) => {
    const { certificate, fault } = tlsPairOf(secret);
    return (
      secret.metadata.namespace === namespace &&
      certificate !== undefined &&
      fault === undefined &&
      isFor(certificate, host)
    );
  });
  return fitting?.metadata.name;
}

/** So many Secrets are looked at for a better one. */
const MANY = 100;
