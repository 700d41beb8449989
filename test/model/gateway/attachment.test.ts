import { attach, attachmentsOf } from '../../../src/model/gateway/attachment';
import { parentConditions } from '../../../src/model/gateway/status';
import { NetworkModel } from '../../../src/model/network-model';
import { parseManifests } from '../../../src/model/parse-manifests';

const GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: infra}
spec:
  gatewayClassName: any
  allowedListeners: {namespaces: {from: Same}}
  listeners:
  - {name: http, port: 80, protocol: HTTP}
  - {name: all, port: 8080, protocol: HTTP, hostname: '*.example.com', allowedRoutes: {namespaces: {from: All}}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: more, namespace: infra}
spec:
  parentRef: {name: edge}
  listeners:
  - {name: extra, port: 9090, protocol: HTTP}
  - {name: taken, port: 80, protocol: HTTPS}
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: foreign, namespace: shop}
spec: {parentRef: {name: edge, namespace: infra}, listeners: [{name: x, port: 9091, protocol: HTTP}]}
`;

function attachmentsOfRoutes(...specs: readonly string[]) {
  const routes = specs.map(
    (spec, index) => `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: r${index}, namespace: shop}
spec: ${spec}
`,
  );
  return attachmentsOf(NetworkModel.of(parseManifests(GATEWAY + routes.join(''))));
}

function reasonsOf(spec: string): readonly (string | undefined)[] {
  const found = attachmentsOfRoutes(spec);
  return found.attachments.map(({ accepted }) => accepted?.reason);
}

it.each([
  ['{name: edge, namespace: infra}', 'Accepted'],
  ['{name: edge, namespace: infra, sectionName: http}', 'NotAllowedByListeners'],
  ['{name: edge, namespace: infra, sectionName: nothing}', 'NoMatchingParent'],
  ['{name: edge, namespace: infra, sectionName: all, port: 80}', 'NoMatchingParent'],
  ['{name: edge}', undefined],
  ['{group: "", kind: Service, name: edge, namespace: infra}', undefined],
  ['{kind: ListenerSet, name: more, namespace: infra}', 'NotAllowedByListeners'],
  ['{kind: ListenerSet, name: more, namespace: infra, sectionName: taken}', 'NoMatchingParent'],
  ['{kind: ListenerSet, name: foreign}', 'NoMatchingParent'],
])('a parentRef %s is told %s', (ref, reason) => {
  expect(reasonsOf(`{parentRefs: [${ref}]}`)).toEqual([reason]);
});

test('a route is served under the host names that it has in common with the listener', () => {
  const [attachment] = attachmentsOfRoutes(
    '{parentRefs: [{name: edge, namespace: infra}], hostnames: [a.example.com, other.test]}',
  ).attachments;
  const outcomes = attachment?.candidates.map(({ listener, outcome, hostnames }) => [
    listener.name,
    outcome,
    hostnames,
  ]);
  expect(outcomes).toEqual([
    ['http', 'namespaceNotAllowed', []],
    ['all', 'attached', ['a.example.com']],
  ]);
});

test('a listener of a ListenerSet gives way to one of its Gateway on the same port', () => {
  const { gateways, listenerSets } = attachmentsOfRoutes();
  const problems = gateways.get('infra/edge')?.listeners.map(({ name, problems: [first] }) => [name, first?.reason]);
  expect(problems).toEqual([
    ['http', undefined],
    ['all', undefined],
    ['extra', undefined],
    ['taken', 'ProtocolConflict'],
  ]);
  expect(listenerSets.get('shop/foreign')?.accepted).toMatchObject({ status: 'False', reason: 'NotAllowed' });
});

test('a reference that leads nowhere is told with its place, whether or not the route attaches', () => {
  const found = attachmentsOfRoutes(
    '{parentRefs: [{name: edge, namespace: infra}], rules: [{}, {backendRefs: [{name: web, port: 80}]}]}',
  );
  const [attachment] = found.attachments;
  if (attachment === undefined) throw new Error('the route has a parent');
  expect(parentConditions(attachment, found).map(({ type, reason }) => [type, reason])).toEqual([
    ['Accepted', 'Accepted'],
    ['ResolvedRefs', 'BackendNotFound'],
  ]);
  expect(found.unresolved.get(attachment.route)?.map(({ path, service }) => [path, service])).toEqual([
    ['spec.rules[1].backendRefs[0]', 'shop/web'],
  ]);
});

test('fields of the wrong type and nulls are as good as absent', () => {
  expect(
    reasonsOf('{parentRefs: [{name: edge, namespace: infra, port: null}], hostnames: 7, rules: [{matches: x}]}'),
  ).toEqual(['Accepted']);
});

const ALONE = `
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: own, namespace: shop}
spec:
  parentRef: {name: edge, namespace: platform}
  listeners: [{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: made-by-others}]}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop, namespace: shop}
spec: {parentRefs: [{kind: ListenerSet, name: own}], hostnames: [shop.example.com]}
`;

test('what the input lacks is there only where it is taken to be made by others', () => {
  const model = NetworkModel.of(parseManifests(ALONE));
  const [attachment] = attachmentsOf(model).attachments;
  expect(attachment?.parent).toEqual({ kind: 'ListenerSet', namespace: 'shop', name: 'own' });
  expect(attachment?.candidates.map(({ outcome }) => outcome)).toEqual(['attached']);
  const [nowhere] = attach(model).attachments;
  expect([nowhere?.accepted, nowhere?.candidates]).toEqual([undefined, []]);
});
