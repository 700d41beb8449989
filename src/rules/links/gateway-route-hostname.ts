import type { Attachment } from '../../model/gateway/attachment';
import { listed } from '../../terms/sentence';
import { commonHost } from '../../terms/wildcard-host';
import { defineRule } from '../rule';
import { stream } from './examples';
import { attachmentsAt } from './facts/gateway-at';
import { gateway, httpRoute } from './gateway-examples';

const EDGE = gateway("{ name: http, port: 80, protocol: HTTP, hostname: '*.example.com' }");

export const gatewayRouteHostname = defineRule({
  id: 'links/gateway-route-hostname',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute'],
  field: 'spec.hostnames',
  summary: 'The host names of a route are among those of the listeners that it attaches to.',
  why: 'Without a name in common the route attaches to nothing: its status says Accepted=False, reason NoMatchingListenerHostname. Names that a listener does not have are ignored in silence.',
  fix: 'Name hosts of the listener; a wildcard takes any number of labels before it, but not the name after it.',
  passing: [
    {
      title: 'A name under the wildcard',
      manifests: stream(EDGE, httpRoute('parentRefs: [{ name: edge }], hostnames: [eu.shop.example.com]')),
    },
  ],
  failing: [
    {
      title: 'The name after the wildcard',
      manifests: stream(EDGE, httpRoute('parentRefs: [{ name: edge }], hostnames: [example.com]')),
      path: 'spec.hostnames',
      kind: 'Invalid',
    },
    {
      title: 'One name of two',
      manifests: stream(
        EDGE,
        httpRoute('parentRefs: [{ name: edge }], hostnames: [shop.example.com, shop.example.org]'),
      ),
      path: 'spec.hostnames[1]',
      kind: 'Ignored',
    },
  ],
  *check(object, context) {
    const attachments = attachmentsAt(context);
    const hostnames = object.at('spec', 'hostnames');
    for (const { parent, accepted, candidates } of attachments) {
      if (parent === undefined || accepted?.reason !== 'NoMatchingListenerHostname') continue;
      const names = listed(hostsOf(candidates));
      yield hostnames.invalid(
        `no host in common with ${parent.kind} ${parent.namespace}/${parent.name}, whose listeners have ${names}`,
      );
    }
    const attached = attachments.flatMap(({ candidates }) =>
      candidates.filter(({ outcome }) => outcome === 'attached'),
    );
    // Of parents that are not known, nobody knows the names.
    if (attached.length === 0 || attachments.some(({ parent }) => parent === undefined)) return;
    for (const name of hostnames.items()) {
      const isServed = attached.some(({ listener }) => commonHost(listener.hostname, name.text) !== undefined);
      if (name.text === '' || isServed) continue;
      const names = listed(hostsOf(attached));
      yield name.ignored(`no listener has it: those that the route attaches to have ${names}`, { severity: 'warning' });
    }
  },
});

function hostsOf(candidates: Attachment['candidates']): readonly string[] {
  return [...new Set(candidates.map(({ listener }) => listener.hostname ?? 'any host'))];
}
