import { classOf } from '../../model/ingress-class';
import type { NetworkModel } from '../../model/network-model';
import type { Ingress, IngressTLS } from '../../model/objects';
import { viewOf } from '../../model/view';
import { objectsIn } from '../../model/workload';
import { entryOf } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { CERTIFICATES, tlsIngress, tlsSecret } from './certificate-examples';
import { stream } from './examples';
import { tlsOf } from './facts/ingress-at';

export const tlsHostTwoSecrets = defineRule({
  id: 'links/tls-host-two-secrets',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: ['Ingress'],
  field: 'spec.tls',
  summary: 'A host has its certificate from one Secret.',
  why: 'A host can show one certificate. Which of two Secrets it is taken from is up to the controller: often that of the older Ingress.',
  fix: 'Name the same Secret for the host everywhere.',
  passing: [
    {
      title: 'One Secret for two Ingresses',
      manifests: stream(
        tlsSecret(CERTIFICATES.wildcard),
        tlsIngress('shop.example.org'),
        tlsIngress('shop.example.org', 'shop-tls', 'web-2').replace('path: /,', 'path: /api,'),
      ),
    },
  ],
  failing: [
    {
      title: 'Two Secrets for one host',
      manifests: stream(
        tlsSecret(CERTIFICATES.wildcard),
        tlsIngress('shop.example.org'),
        tlsSecret(CERTIFICATES.wildcard, 'other-tls'),
        tlsIngress('shop.example.org', 'other-tls', 'web-2').replace('path: /,', 'path: /api,'),
      ),
      path: 'spec.tls[0].secretName',
      kind: 'Duplicate',
    },
  ],
  *check(object, { model, object: { namespace, name } }) {
    const ingress = model.ingresses.get(keyOf(namespace, name));
    if (ingress === undefined) return;
    for (const [index, entry] of tlsOf(object).entries()) {
      const other = hostsOf(entry)
        .flatMap((host) => usesOf(model, ingress, host))
        .find(({ secret, owner }) => secret !== secretOf(ingress, entry) && owner !== ingress);
      if (other === undefined) continue;
      const why = `Ingress ${keyOf(other.owner.metadata.namespace, other.owner.metadata.name ?? '')} takes Secret ${other.secret} for ${other.host}. Which of the two the controller shows is up to it: often that of the older Ingress.`;
      yield object.at('spec', 'tls').key(index).at('secretName').duplicate({ why });
    }
  },
});

/** The first uses of each Secret for a host of a class. */
function usesOf(model: NetworkModel, ingress: Ingress, host: string): readonly Use[] {
  return [
    ...(uses(model)
      .get(hostKey(model, ingress, host))
      ?.values() ?? []),
  ].slice(0, MANY);
}

interface Use {
  readonly host: string;
  readonly secret: string;
  readonly owner: Ingress;
}

/** Of so many Secrets for one host, one that differs is found. */
const MANY = 3;

const uses = viewOf((model: NetworkModel) => {
  const found = new Map<string, Map<string, Use>>();
  for (const owner of model.ingresses.values()) {
    for (const entry of objectsIn<IngressTLS>(owner.spec.tls)) {
      const secret = secretOf(owner, entry);
      for (const host of secret === undefined ? [] : hostsOf(entry)) {
        const ofHost = entryOf(found, hostKey(model, owner, host), () => new Map<string, Use>());
        if (!ofHost.has(secret ?? '')) ofHost.set(secret ?? '', { host, secret: secret ?? '', owner });
      }
    }
  }
  return found;
});

function secretOf({ metadata }: Ingress, { secretName }: IngressTLS): string | undefined {
  return typeof secretName === 'string' && secretName !== '' ? keyOf(metadata.namespace, secretName) : undefined;
}

function hostsOf({ hosts }: IngressTLS): readonly string[] {
  return Array.isArray(hosts) ? hosts.filter((host) => typeof host === 'string') : [];
}

function hostKey(model: NetworkModel, ingress: Ingress, host: string): string {
  return `${classOf(model, ingress) ?? ''} ${host.toLowerCase()}`;
}
