import type { NetworkModel } from '../../model/network-model';
import { SERVICE_NAME } from '../../model/service';
import { viewOf } from '../../model/view';
import { cidrContains, formatCidr, parseCidr } from '../../terms/cidr';
import type { IP } from '../../terms/ip';
import { formatIP, parseIP } from '../../terms/ip';
import type { Cursor, Finding } from '../cursor';
import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { other, service, stream } from './examples';
import { addressesAt } from './facts/hand-made-endpoints';

const slice = (address: string) =>
  other(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    `name: outer-1, labels: { ${SERVICE_NAME}: outer }`,
    `addressType: IPv4\nports: [{ port: 8080 }]\nendpoints: [{ addresses: [${address}] }]`,
  );
const OUTER = service('ports: [{ port: 80 }]', 'name: outer');

export const endpointClusterIP = defineRule({
  id: 'links/endpoint-cluster-ip',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['EndpointSlice', 'Endpoints'],
  summary: 'An endpoint is a machine or a Pod, and not the cluster IP of a Service.',
  why: 'A cluster IP exists only in the rules of kube-proxy, which a packet passes once: one that was translated to a cluster IP is not translated again, and connections time out.',
  fix: 'Select the Pods of that Service, or make this one an ExternalName Service that names it.',
  passing: [{ title: 'A machine outside', manifests: stream(OUTER, slice('192.0.2.10')) }],
  failing: [
    {
      title: 'The cluster IP of another Service',
      manifests: stream(
        service('clusterIP: 10.96.100.1\nports: [{ port: 8080 }]', 'name: inner'),
        OUTER,
        slice('10.96.100.1'),
      ),
      path: 'endpoints[0].addresses[0]',
      kind: 'Invalid',
    },
    {
      title: 'An address of the Service range',
      manifests: stream(OUTER, slice('10.96.0.10')),
      options: { serviceClusterIPRange: ['10.96.0.0/16'] },
      path: 'endpoints[0].addresses[0]',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    for (const address of addressesAt(object)) {
      const ip = parseIP(address.text);
      if (ip === undefined) continue;
      const owner = owners(context.model).get(formatIP(ip));
      if (owner === undefined) yield* judgeRange(address, ip, context);
      else yield address.invalid(`is the cluster IP of Service ${owner}`);
    }
  },
});

function* judgeRange(address: Cursor, ip: IP, { model, cluster }: RuleContext): Iterable<Finding> {
  const ranges = cluster.serviceClusterIPRange.flatMap((one) => parseCidr(one) ?? []);
  const range = ranges.find((one) => cidrContains(one, ip));
  if (range === undefined) return;
  // Nobody said that this is the range, unless it shows.
  const isKnown =
    !cluster.assumed.has('serviceClusterIPRange') || owners(model).size > 0 || RESERVED.includes(ip.bits - range.first);
  yield address.invalid(`lies in the range of cluster IPs, ${formatCidr(range)}`, {
    severity: isKnown ? 'warning' : 'info',
  });
}

/** The addresses of the API server and of the cluster DNS in every range. */
const RESERVED: readonly bigint[] = [1n, 10n];

/** The Services that ask for a cluster IP, by the address. */
const owners = viewOf(({ services }: NetworkModel): ReadonlyMap<string, string> => {
  const found = [...services].flatMap(([key, { spec }]) =>
    [spec.clusterIP, ...(Array.isArray(spec.clusterIPs) ? (spec.clusterIPs as unknown[]) : [])].flatMap((text) => {
      const ip = typeof text === 'string' ? parseIP(text) : undefined;
      return ip === undefined ? [] : [[formatIP(ip), key] as const];
    }),
  );
  return new Map(found);
});
