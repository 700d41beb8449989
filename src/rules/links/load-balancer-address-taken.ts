import { askedAddresses, sharingKey } from '../../model/load-balancer-addresses';
import type { NetworkModel } from '../../model/network-model';
import type { Service } from '../../model/objects';
import { servicePorts } from '../../model/service';
import { viewOf } from '../../model/view';
import { protocolOf } from '../../model/workload';
import { entryOf } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { service, stream } from './examples';
import { isKept } from './facts/kept';

const balancer = (name: string, port: number, annotations = '') =>
  service(
    `type: LoadBalancer\nselector: { app: ${name} }\nloadBalancerIP: 192.0.2.77\nports: [{ port: ${port}, targetPort: 8080 }]`,
    `name: ${name}${annotations}`,
  );
const SHARED = '\nannotations: { metallb.io/allow-shared-ip: infra }';

export const loadBalancerAddressTaken = defineRule({
  id: 'links/load-balancer-address-taken',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'Services that ask for one address of a load balancer can share it.',
  why: 'A provider gives an address and port to one Service, and an address to several only if they say that they share it: the EXTERNAL-IP of the other one stays <pending>.',
  fix: 'Ask for another address; or share it on other ports, with the sharing annotation of the provider on both Services (MetalLB: metallb.io/allow-shared-ip).',
  passing: [
    {
      title: 'One key, and different ports',
      manifests: stream(balancer('dns', 53, SHARED), balancer('ntp', 123, SHARED)),
    },
  ],
  failing: [
    {
      title: 'One address and port',
      manifests: stream(balancer('one', 80), balancer('two', 80)),
      path: 'spec.loadBalancerIP',
      kind: 'Duplicate',
    },
    {
      title: 'A shared address, and the same port',
      manifests: stream(balancer('one', 80, SHARED), balancer('two', 80, SHARED)),
      path: 'spec.loadBalancerIP',
      kind: 'Duplicate',
    },
  ],
  *check(object, context) {
    const asked = askedAddresses(object.value as Service);
    if (asked.length === 0) return;
    const { model } = context;
    const own = model.services.get(keyOf(context.object.namespace, context.object.name));
    if (own === undefined || !isKept(object, own, context)) return;
    for (const { address, annotation } of asked) {
      const first = asking(model).get(address) ?? [];
      const place = first.indexOf(own);
      const words = conflict(own, place < 0 ? first : first.slice(0, place), address);
      if (words === undefined) continue;
      const at =
        annotation === undefined
          ? object.at('spec', 'loadBalancerIP')
          : object.at('metadata', 'annotations').key(annotation);
      yield at.duplicate(words, address);
    }
  },
});

/** Of so many Services on one address the first ones tell enough. */
const MANY = 50;

/** What keeps a Service from an address that others ask for as well; undefined if it can have it. */
function conflict(own: Service, others: readonly Service[], address: string): Words | undefined {
  for (const other of others) {
    const called = `Service ${keyOf(other.metadata.namespace, other.metadata.name ?? '')}`;
    const ports = portsOf(own).filter((port) => portsOf(other).includes(port));
    if (ports.length > 0)
      return {
        why: `${called} asks for port ${listed(ports)} of ${address} as well, and only one of the two can have it.`,
      };
    const [key, others] = [sharingKey(own), sharingKey(other)];
    if (key !== others) {
      return {
        why: `${called} asks for ${address} as well, with ${others === undefined ? 'no sharing key' : `the sharing key ${others}`}, and this one with ${key ?? 'none'}: MetalLB and Cilium give it to one of the two.`,
      };
    }
    // Some providers let Services share an address without being told.
    if (key === undefined)
      return {
        severity: 'info',
        why: `${called} asks for ${address} as well. Whether the two can share it is up to the provider; MetalLB and Cilium want a sharing annotation.`,
      };
  }
  return undefined;
}

function portsOf({ spec }: Service): readonly string[] {
  return servicePorts(spec).map((port) => `${port.port}/${protocolOf(port)}`);
}

/** The first Services that ask for an address. */
const asking = viewOf((model: NetworkModel): ReadonlyMap<string, readonly Service[]> => {
  const found = new Map<string, Service[]>();
  for (const service of model.services.values()) {
    for (const { address } of askedAddresses(service)) {
      const first = entryOf(found, address, () => []);
      if (first.length < MANY) first.push(service);
    }
  }
  return found;
});
