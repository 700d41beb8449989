import { serviceElsewhere } from '../../model/elsewhere/absent-service';
import type { NetworkModel } from '../../model/network-model';
import type { IPFamily, NumberedPort, Service } from '../../model/objects';
import { loadBalancerIPs, servicePorts } from '../../model/service';
import { entryOf } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import { describeVantage } from '../../terms/vantage';
import type { DeployedPod } from '../deployed';
import type { Unsent } from '../expectation';
import type { Client } from './clients';
import { usesClusterDNS } from './clients';
import { reachedBy, transportTo } from './connection';
import type { Draft } from './draft';
import { familiesOf, rowOver } from './families';
import type { PlannedNetwork } from './planned-network';
import type { Way, Word } from './policy-word';
import { all, expectedOf, OPEN } from './policy-word';
import { elsewhere, unsentTo } from './unsent';

/** A Service with what the probes of all its addresses have in common. */
export class ServiceSubject {
  readonly name: string;
  readonly namespace: string;
  readonly key: string;
  /** The domain of all Services: `svc.cluster.local`. */
  readonly domain: string;
  readonly fqdn: string;
  readonly heading: string;
  /** Its name as a user of the default namespace writes it. */
  readonly shortName: string;
  readonly model: NetworkModel;
  readonly deployed: PlannedNetwork['deployed'];
  /** The Pods that may answer; undefined when the endpoints are written by hand. */
  readonly pods: readonly DeployedPod[] | undefined;
  readonly clients: readonly Client[];
  /** Those for whom names of the cluster resolve. */
  readonly named: readonly Client[];
  readonly nodes: readonly Client[];
  /** Its IP families, the primary one first. */
  readonly families: readonly IPFamily[];
  /** What stands in the way of every connection to it. */
  private readonly unsent: Pick<Draft, 'unsent'>;
  /** Whether policies have a say about connections to its Pods. */
  private readonly isGuarded: boolean;
  /** What they say: the same by whichever name or address of the Service a client gets there. */
  private readonly said = new Map<string, Word>();

  constructor(
    readonly service: Service,
    private readonly network: PlannedNetwork,
  ) {
    const { model, world, deployed, clients } = network;
    const { name = '', namespace = model.defaultNamespace } = service.metadata;
    this.model = model;
    this.deployed = deployed;
    this.name = name;
    this.namespace = namespace;
    this.key = keyOf(namespace, name);
    this.domain = `svc.${deployed.clusterDomain}`;
    this.fqdn = `${name}.${namespace}.${this.domain}`;
    this.shortName = namespace === model.defaultNamespace ? name : this.key;
    const { type = 'ClusterIP', clusterIP } = service.spec;
    this.heading = `${clusterIP === 'None' ? 'Headless' : type} ${this.shortName}`;
    this.pods = clients.behind(service);
    this.clients = clients.of(namespace);
    this.named = this.clients.filter(usesClusterDNS);
    this.nodes = clients.nodes;
    const unsent = unsentTo(service, world, clients);
    this.unsent = unsent === undefined ? {} : { unsent };
    this.isGuarded = network.words.guards(service);
    this.families = familiesOf(service, this.pods !== undefined, deployed.ipFamilies);
  }

  private barrier(family: IPFamily): Pick<Draft, 'unsent' | 'requires'> {
    return { ...this.unsent, ...(family === 'IPv6' ? { requires: 'ipv6' } : {}) };
  }

  /** What stands in the way of connections that an alias leads to a Service of the cluster. */
  unsentBehind(namespace: string, name: string, service: Service | undefined): Unsent | undefined {
    const { world, clients } = this.network;
    if (service !== undefined) return unsentTo(service, world, clients);
    const made = serviceElsewhere(world, namespace, name);
    return made === undefined
      ? undefined
      : elsewhere(`Service ${keyOf(namespace, name)} is made elsewhere: ${made.why}`);
  }

  /** Who has which load balancer address. */
  get owners(): ReadonlyMap<string, string> {
    const held = [...this.deployed.services].flatMap(([key, { status }]) =>
      loadBalancerIPs({ ...(status === undefined ? {} : { status }) }).map((ip) => [ip, key] as const),
    );
    return new Map(held);
  }

  /** Whether a Pod of the Service runs on a node; true where it cannot be known. */
  hasPodOn(node: string | undefined): boolean {
    return this.pods === undefined || this.pods.some((pod) => pod.node === node);
  }

  /** A row for each family of a name. */
  *connectByName(name: string, port: NumberedPort, clients: readonly Client[]): Generator<Draft> {
    for (const family of this.families) {
      const over = this.families.length > 1 ? family : undefined;
      const row = rowOver(`${name}:${port.port}`, family, this.families);
      yield* this.connect({ row, host: name, port: port.port, family, over, way: 'byName' }, port, clients);
    }
  }

  /** One row for a port: the same address, asked for by several clients. */
  *connect(address: Address, servicePort: NumberedPort, clients: readonly Client[]): Generator<Draft> {
    const { row, host, port, family, over } = address;
    const { protocol = 'TCP' } = servicePort;
    const answered = reachedBy(this.pods === undefined ? undefined : this.network.clients.namesOf(this.pods));
    const asked = {
      ...transportTo(host, port, servicePort, over),
      subject: this.heading,
      row: protocol === 'TCP' ? row : `${row}/${protocol}`,
      ...this.barrier(family),
    };
    for (const client of clients) {
      const expect = expectedOf(answered, this.wordOn(client, servicePort, address));
      yield { ...asked, from: client.from, expect, client: client.label };
    }
  }

  /** What policies say of a port of what an alias leads to: a Service of the cluster, or a host outside. */
  wordOnAlias(client: Client, alias: Service | undefined, port: number): Word {
    const { words } = this.network;
    const name = words.ofDNS(client);
    if (alias === undefined) return all([name, words.ofOutside(client, port)]);
    const of = servicePorts(alias.spec).find((one) => one.port === port);
    return of === undefined ? name : all([name, words.ofService(words.askerOf(client), alias, of, 'direct')]);
  }

  private wordOn(client: Client, port: NumberedPort, { family, way = 'direct' }: Address): Word {
    const { words } = this.network;
    const via = way === 'byName' ? 'direct' : way;
    let word = OPEN;
    if (this.isGuarded || words.binds(client)) {
      const key = `${describeVantage(client.from)} ${via} ${port.port}/${port.protocol ?? 'TCP'} ${family}`;
      const asked = () => words.ofService(words.askerOf(client, family), this.service, port, via, family);
      word = entryOf(this.said, key, asked);
    }
    return way === 'byName' ? all([words.ofDNS(client), word]) : word;
  }

  *dns(name: string, type: 'A' | 'AAAA' | 'SRV' | 'CNAME', data: readonly string[]): Generator<Draft> {
    const answered = { kind: 'dns', data } as const;
    const asked = {
      to: { kind: 'dns', dns: { name, type } },
      subject: this.heading,
      row: `DNS ${type} ${name}`,
      ...(type === 'AAAA' ? { requires: 'ipv6' as const } : {}),
      ...(this.service.spec.clusterIP === 'None' ? this.unsent : {}),
    } as const;
    for (const client of this.named) {
      const expect = expectedOf(answered, this.network.words.ofDNS(client));
      yield { ...asked, from: client.from, expect, client: client.label };
    }
  }
}

/** Where a row of connections leads. */
interface Address {
  readonly row: string;
  readonly host: string;
  readonly port: number;
  readonly family: IPFamily;
  /** The family that a name of several is asked for over. */
  readonly over?: IPFamily | undefined;
  /** How it is asked. Default: `direct`. */
  readonly way?: Way | 'byName';
}
