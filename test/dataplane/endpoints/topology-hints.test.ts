import fc from 'fast-check';
import type { ServiceEndpoint } from '../../../src/dataplane/endpoints/service-endpoint';
import { withTopologyHints } from '../../../src/dataplane/endpoints/topology-hints';
import type { ClusterNode } from '../../../src/dataplane/node';
import type { Service, ServiceSpec } from '../../../src/model/objects';

const node = (name: string, zone?: string, controlPlane = false): ClusterNode => ({
  name,
  labels: {},
  ip: '',
  addresses: [],
  controlPlane,
  ...(zone === undefined ? {} : { zone }),
});
const nodesOf = (...nodes: readonly ClusterNode[]) => new Map(nodes.map((each) => [each.name, each]));
const endpoint = (zone: string | undefined, nodeName = 'n', ready = true): ServiceEndpoint => ({
  address: '',
  addresses: [],
  ready,
  serving: true,
  terminating: false,
  nodeName,
  ...(zone === undefined ? {} : { zone }),
});
const hints = (service: Service, nodes: ReadonlyMap<string, ClusterNode>, ...endpoints: readonly ServiceEndpoint[]) =>
  withTopologyHints([{ family: 'IPv4', ports: [], endpoints }], service, nodes)[0]?.endpoints.map(
    ({ forZones, forNodes }) => [forZones?.join(), forNodes?.join()],
  );
const spread = (trafficDistribution: NonNullable<ServiceSpec['trafficDistribution']>): Service => ({
  metadata: {},
  spec: { trafficDistribution },
});
const auto: Service = { metadata: { annotations: { 'service.kubernetes.io/topology-mode': 'Auto' } }, spec: {} };
const two = nodesOf(node('cp', 'a', true), node('w1', 'a'), node('w2', 'b'));

describe('trafficDistribution', () => {
  it.each(['PreferClose', 'PreferSameZone'] as const)('%s names the zone of each ready endpoint', (mode) => {
    expect(hints(spread(mode), two, endpoint('a'), endpoint(undefined), endpoint('b', 'n', false))).toEqual([
      ['a', undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it('PreferSameNode names node and zone', () => {
    expect(hints(spread('PreferSameNode'), two, endpoint('a', 'w1'))).toEqual([['a', 'w1']]);
  });

  it('is silent without it', () => {
    expect(hints({ metadata: {}, spec: {} }, two, endpoint('a'))).toEqual([[undefined, undefined]]);
  });
});

describe('topology mode Auto', () => {
  it('goes before trafficDistribution', () => {
    expect(
      hints({ ...auto, spec: { trafficDistribution: 'PreferSameNode' } }, two, endpoint('a'), endpoint('b')),
    ).toEqual([
      ['a', undefined],
      ['b', undefined],
    ]);
  });

  it('gives endpoints of a rich zone to a poor one', () => {
    const given = hints(auto, two, endpoint('a'), endpoint('a'), endpoint('a'), endpoint('a'));
    expect(given?.map(([zone]) => zone).sort()).toEqual(['a', 'a', 'b', 'b']);
  });

  it.each([
    ['fewer endpoints than zones', two, [endpoint('a')]],
    ['one zone only', nodesOf(node('w1', 'a'), node('w2', 'a')), [endpoint('a'), endpoint('a')]],
    ['a node without zone', nodesOf(node('w1', 'a'), node('w2')), [endpoint('a'), endpoint('a')]],
    ['an endpoint without zone', two, [endpoint('a'), endpoint(undefined)]],
    [
      'a zone that would be overloaded',
      nodesOf(node('1', 'a'), node('2', 'a'), node('3', 'b')),
      [endpoint('a'), endpoint('b')],
    ],
  ] as const)('gives up with %s', (_, nodes, endpoints) => {
    expect(hints(auto, nodes, ...endpoints)?.every(([zone]) => zone === undefined)).toBe(true);
  });

  it('names exactly one zone for every ready endpoint, or none at all', () => {
    const zone = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(
        fc.array(zone, { minLength: 1, maxLength: 6 }),
        fc.array(zone, { maxLength: 12 }),
        (zones, endpoints) => {
          const nodes = nodesOf(...zones.map((each, index) => node(`w${index}`, each)));
          const found = hints(auto, nodes, ...endpoints.map((each) => endpoint(each))) ?? [];
          const named = found.filter(([hint]) => hint !== undefined);
          expect([0, endpoints.length]).toContain(named.length);
        },
      ),
    );
  });
});
