import type { NetworkModel } from '../../model/network-model';
import type { IngressRule, IngressTLS } from '../../model/objects';
import { viewOf } from '../../model/view';
import { objectsIn } from '../../model/workload';
import { nearest } from '../../terms/nearest';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { ingress } from './examples';
import { rulesOf, tlsOf } from './facts/ingress-at';

const RULE =
  'rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]';

export const tlsHostUncovered = defineRule({
  id: 'links/tls-host-uncovered',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Ingress'],
  field: 'spec.tls',
  summary: 'A host under tls is one that a rule serves.',
  why: 'The certificate is shown for the hosts under tls only. One that no rule serves is answered 404, and the host that was meant gets the certificate of the controller itself, or none.',
  fix: 'Write the host of the rule under tls.',
  passing: [
    {
      title: 'The host of the rule',
      manifests: ingress(`ingressClassName: nginx\ntls: [{ hosts: [shop.example.com] }]\n${RULE}`),
    },
    {
      title: 'A wildcard that covers it',
      manifests: ingress(`ingressClassName: nginx\ntls: [{ hosts: ['*.example.com'] }]\n${RULE}`),
    },
  ],
  failing: [
    {
      title: 'Another host',
      manifests: ingress(`ingressClassName: nginx\ntls: [{ hosts: [shop.example.org] }]\n${RULE}`),
      path: 'spec.tls[0].hosts[0]',
      kind: 'Ignored',
    },
  ],
  *check(object, { model }) {
    const tls = tlsOf(object);
    if (tls.length === 0) return;
    const hosts = rulesOf(object).map(({ host }) => host ?? '');
    if (hosts.length === 0 || hosts.includes('')) return;
    const bare = uncovered(hosts, tls);
    for (const [index, entry] of tls.entries()) {
      for (const [position, host] of (entry.hosts ?? []).entries()) {
        if (isServed(model, host)) continue;
        const meant = nearest(host, bare) ?? (bare.length === 1 ? bare[0] : undefined);
        yield object
          .at('spec', 'tls')
          .key(index)
          .at('hosts')
          .key(position)
          .ignored(`no rule serves ${host}; the rules serve ${listed(hosts)}`, {
            ...(meant === undefined ? {} : { fix: `Did you mean \`${meant}\`? It has no certificate.` }),
          });
      }
    }
  },
});

/** The hosts of rules for which nothing under tls is meant: an entry without hosts is for all. */
function uncovered(hosts: readonly string[], tls: readonly IngressTLS[]): readonly string[] {
  if (tls.some((entry) => entry.hosts === undefined)) return [];
  const patterns = new Set(tls.flatMap((entry) => (entry.hosts ?? []).map((host) => host.toLowerCase())));
  return hosts.filter((given) => {
    const host = given.toLowerCase();
    return !patterns.has('') && !patterns.has(host) && !(host.indexOf('.') > 0 && patterns.has(wildcardOf(host)));
  });
}

/** Whether a rule of any Ingress serves a host: the rules of one host may stand in several. */
function isServed(model: NetworkModel, tlsHost: string): boolean {
  const { hosts, wildcards } = servedHosts(model);
  const host = tlsHost.toLowerCase();
  return hosts.has(host) || hosts.has(wildcardOf(host)) || wildcards.has(host);
}

/** The hosts of all rules, and the wildcards that cover one of them. */
const servedHosts = viewOf((model: NetworkModel) => {
  const rules = [...model.ingresses.values()].flatMap(({ spec }) => objectsIn<IngressRule>(spec.rules));
  const hosts = new Set(rules.map(({ host }) => (host ?? '').toLowerCase()));
  return { hosts, wildcards: new Set([...hosts].map(wildcardOf)) };
});

/** `*.example.com` for `shop.example.com`. */
function wildcardOf(host: string): string {
  return `*${host.slice(host.indexOf('.'))}`;
}
