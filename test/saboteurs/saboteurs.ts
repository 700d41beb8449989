import { Cluster } from '../../src/dataplane/cluster';
import type { DnsAnswer, DnsQuestion, ResolverConfig } from '../../src/dataplane/dns/answer';
import type { Decision, Flow } from '../../src/dataplane/flow';
import type { IngressController, IngressRequest, IngressRoute } from '../../src/dataplane/ingress/ingress-controller';
import { familyOf } from '../../src/terms/ip';
import type { ClusterIPFamily } from '../../src/terms/ip-families';
import type { Vantage } from '../../src/terms/vantage';

const lost: Decision = { action: 'drop', reason: 'sabotaged' };

/** Packets reach the Pod, but on the port of the Service. */
class IgnoresTargetPort extends Cluster {
  override connect(flow: Flow): Decision {
    const decision = super.connect(flow);
    if (decision.action !== 'deliver' || decision.listener.type !== 'pod') return decision;
    return super.connect({ ...flow, address: decision.address });
  }
}

/** Packets to Pods reach any Pod, selected or not. */
class IgnoresSelector extends Cluster {
  private turn = 0;

  override connect(flow: Flow): Decision {
    const decision = super.connect(flow);
    if (decision.action !== 'deliver' || decision.listener.type !== 'pod') return decision;
    const pods = [...this.pods.keys()];
    const pod = pods[this.turn++ % pods.length] ?? decision.listener.pod;
    return { ...decision, listener: { ...decision.listener, pod } };
  }
}

/** Connections are accepted every other time. */
class LosesPackets extends Cluster {
  private turn = 0;

  override connect(flow: Flow): Decision {
    return this.turn++ % 2 === 0 ? super.connect(flow) : lost;
  }
}

class ForgetsUdp extends Cluster {
  override connect(flow: Flow): Decision {
    return flow.protocol === 'UDP' ? lost : super.connect(flow);
  }
}

/** A node port works on the first node only. */
class ForgetsNodes extends Cluster {
  override connect(flow: Flow): Decision {
    const [first, ...others] = [...this.nodes.values()].map(({ ip }) => ip);
    return others.includes(flow.address) && flow.address !== first ? lost : super.connect(flow);
  }
}

class ForgetsLoadBalancers extends Cluster {
  override connect(flow: Flow): Decision {
    return this.placeholderOf(flow.address).startsWith('${lbIP:') ? lost : super.connect(flow);
  }
}

class ForgetsHairpin extends Cluster {
  override connect(flow: Flow): Decision {
    const decision = super.connect(flow);
    if (decision.action !== 'deliver' || decision.listener.type !== 'pod' || !('pod' in flow.from)) return decision;
    return decision.listener.pod === flow.from.pod ? lost : decision;
  }
}

class ForgetsSearchList extends Cluster {
  override resolverOf(from: Vantage): ResolverConfig {
    return { ...super.resolverOf(from), search: [] };
  }
}

class ForgetsSrv extends Cluster {
  override resolve(question: DnsQuestion, server?: ResolverConfig['server']): DnsAnswer {
    return question.type === 'SRV' ? { rcode: 'NXDOMAIN', records: [] } : super.resolve(question, server);
  }
}

/** The name of a headless Service has the address of one more Pod. */
class ResolvesToStrangers extends Cluster {
  override resolve(question: DnsQuestion, server?: ResolverConfig['server']): DnsAnswer {
    const answer = super.resolve(question, server);
    if (question.type !== 'A' || !question.name.startsWith('db.') || answer.records.length === 0) return answer;
    const stranger = [...this.pods.values()].find(({ labels }) => labels.app === 'admin')?.ip ?? '';
    return { ...answer, records: [...answer.records, { name: question.name, type: 'A', data: stranger }] };
  }
}

class ForgetsVariables extends Cluster {
  override environmentOf(): Readonly<Record<string, string>> {
    return {};
  }
}

/** Every path goes where the root goes. */
class IgnoresPaths extends Cluster {
  override route(request: IngressRequest): IngressRoute {
    return super.route({ ...request, path: '/' });
  }
}

/** Every host is served as the first one is. */
class AnswersEveryHost extends Cluster {
  override route(request: IngressRequest): IngressRoute {
    return super.route({ path: request.path, host: 'www.example.com' });
  }
}

class ForgetsCertificates extends Cluster {
  override get ingress(): IngressController {
    const honest = super.ingress;
    return { route: (request) => honest.route(request), certificateFor: () => undefined };
  }
}

/** Packets over IPv6 are lost. */
class ForgetsFamily extends Cluster {
  override connect(flow: Flow): Decision {
    return familyOf(flow.address) === 'IPv6' ? lost : super.connect(flow);
  }
}

/** Names have no addresses of IPv6. */
class ForgetsFamilyInDns extends Cluster {
  override resolve(question: DnsQuestion, server?: ResolverConfig['server']): DnsAnswer {
    return question.type === 'AAAA' ? { rcode: 'NOERROR', records: [] } : super.resolve(question, server);
  }
}

/** A dataplane that is broken on purpose, and the probe that has to notice. */
export interface Saboteur {
  readonly cluster: typeof Cluster;
  /** Heading, row and client of the probe in the matrix. */
  readonly caughtBy: readonly [subject: string, row: string, client: string];
  /** Families of the cluster. Default: `ipv4`. */
  readonly ipFamily?: ClusterIPFamily;
}

export const SABOTEURS: readonly Saboteur[] = [
  { cluster: IgnoresTargetPort, caughtBy: ['ClusterIP web', 'web:80', 'admin'] },
  { cluster: IgnoresSelector, caughtBy: ['ClusterIP web', 'web:80', 'admin'] },
  { cluster: LosesPackets, caughtBy: ['ClusterIP web', 'web:80', 'admin'] },
  { cluster: ForgetsUdp, caughtBy: ['ClusterIP web', 'web:53/UDP', 'admin'] },
  { cluster: ForgetsNodes, caughtBy: ['NodePort ports', 'node worker:30080', 'outside'] },
  { cluster: ForgetsLoadBalancers, caughtBy: ['LoadBalancer balanced', '172.18.255.2:80', 'outside'] },
  { cluster: ForgetsHairpin, caughtBy: ['ClusterIP admin', 'admin:80', 'admin'] },
  { cluster: ForgetsSearchList, caughtBy: ['ClusterIP web', 'web:80', 'admin'] },
  { cluster: ForgetsSrv, caughtBy: ['ClusterIP web', 'DNS SRV _http._tcp.web', 'admin'] },
  { cluster: ResolvesToStrangers, caughtBy: ['Headless db', 'DNS A db', 'admin'] },
  { cluster: ForgetsVariables, caughtBy: ['ClusterIP web', 'variables', 'admin'] },
  { cluster: IgnoresPaths, caughtBy: ['Ingress site', 'http://www.example.com/admin', 'outside'] },
  { cluster: AnswersEveryHost, caughtBy: ['Ingress site', 'http://admin.example.com/hostname', 'outside'] },
  { cluster: ForgetsFamily, caughtBy: ['ClusterIP both', 'both:80 over IPv6', 'admin'], ipFamily: 'dual' },
  { cluster: ForgetsFamilyInDns, caughtBy: ['ClusterIP both', 'DNS AAAA both', 'admin'], ipFamily: 'dual' },
  { cluster: ForgetsCertificates, caughtBy: ['Ingress site', 'https://www.example.com/admin', 'outside'] },
];
