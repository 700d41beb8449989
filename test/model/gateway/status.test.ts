import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { gatewayObjects } from '../../../src/model/gateway/gateway-objects';
import type { Condition } from '../../../src/model/gateway/listeners';
import type { Profile } from '../../../src/model/gateway/profile';
import { gatewayStatus, routeStatus } from '../../../src/model/gateway/status';
import type { Manifest } from '../../../src/model/manifest';
import { NetworkModel } from '../../../src/model/network-model';
import { parseManifests } from '../../../src/model/parse-manifests';
import { gateway, HTTP, httpRoute } from '../../../src/rules/links/gateway-examples';

type Recorded = readonly string[];

interface Status {
  readonly conditions?: readonly Recorded[];
  readonly listeners?: readonly { readonly name: string; readonly conditions: readonly Recorded[] }[];
  readonly parents?: readonly { readonly parentRef: unknown; readonly conditions: readonly Recorded[] }[];
}

interface Topology {
  readonly topology: string;
  readonly manifests: readonly Manifest[];
  /** By `Kind namespace/name`. */
  readonly status: Readonly<Record<string, Status>>;
}

const TOPOLOGIES = JSON.parse(
  gunzipSync(readFileSync(join(__dirname, '../../fixtures/gateway/statuses.json.gz'))).toString(),
) as readonly Topology[];

const plain = (conditions: readonly Condition[]) =>
  conditions.map(({ type, status, reason }) => [type, status, reason]);
const sorted = (list: readonly unknown[] = []) => list.map(stable).sort();
const stable = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort())
      : each,
  );

describe.each(TOPOLOGIES)('the statuses that Contour wrote in $topology', ({ manifests, status }) => {
  const model = NetworkModel.of(manifests);

  test.each(Object.entries(status))('%s', (name, recorded) => {
    const given = statusOf(model, name, 'contour');
    const normal = ({ conditions, listeners, parents }: Status) => ({
      conditions: sorted(conditions),
      listeners: listeners?.map((each) => ({ ...each, conditions: sorted(each.conditions) })),
      parents: sorted(parents?.map((each) => ({ ...each, conditions: sorted(each.conditions) }))),
    });
    expect(normal(given)).toEqual(normal(recorded));
  });
});

function statusOf(model: NetworkModel, called: string, profile: Profile['name']): Status {
  const [kind = '', key = ''] = called.split(' ');
  const hasController = (className: string) => className === 'contour';
  if (kind !== 'Gateway') {
    const route = gatewayObjects(model).routes.get(called);
    const { parents } = route === undefined ? { parents: [] } : routeStatus(model, route, profile, hasController);
    return { parents: parents.map(({ parentRef, conditions }) => ({ parentRef, conditions: plain(conditions) })) };
  }
  const { conditions = [], listeners = [] } = gatewayStatus(model, key, profile, hasController) ?? {};
  return {
    conditions: plain(conditions),
    listeners: listeners.map((each) => ({ ...each, conditions: plain(each.conditions) })),
  };
}

describe('the specification', () => {
  const modelOf = (text: string) => NetworkModel.of(parseManifests(text));

  test('has listeners of every protocol, and lets all that conflict lose', () => {
    const model = modelOf(
      gateway(
        `{ name: a, port: 80, protocol: HTTP }, { name: b, port: 80, protocol: TCP }, { name: c, port: 53, protocol: UDP }`,
      ),
    );
    const { listeners = [], conditions = [] } = statusOf(model, 'Gateway default/edge', 'spec');
    expect(listeners.map((each) => each.conditions.some(([type]) => type === 'Conflicted'))).toEqual([
      true,
      true,
      false,
    ]);
    expect(conditions).toContainEqual(['Accepted', 'True', 'ListenersNotValid']);
  });

  test('gives a route without a parent no status', () => {
    const model = modelOf(`${gateway(HTTP)}---\n${httpRoute('parentRefs: [{ name: other }]')}`);
    expect(statusOf(model, 'HTTPRoute default/shop', 'spec').parents).toEqual([]);
  });

  test('finds the labels of a namespace by selector, its name among them', () => {
    const selector = (key: string) =>
      `{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { ${key} } } } } }`;
    const route = httpRoute('parentRefs: [{ name: edge, namespace: default }]', 'name: shop, namespace: front');
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: front, labels: { team: shop } }\n';
    const reason = (key: string) =>
      statusOf(modelOf(`${gateway(selector(key))}---\n${route}---\n${namespace}`), 'HTTPRoute front/shop', 'contour')
        .parents?.[0]?.conditions[0]?.[2];
    expect(reason('kubernetes.io/metadata.name: front')).toBe('Accepted');
    expect(reason('team: shop')).toBe('Accepted');
    expect(reason('team: other')).toBe('NotAllowedByListeners');
  });
});
