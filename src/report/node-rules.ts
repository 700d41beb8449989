import type { Cluster } from '../dataplane/cluster';
import { proxyRules } from '../dataplane/listings/proxy-rules';
import type { PlannedProbe } from '../probes/expectation';
import type { ProbeTarget, Vantage } from '../probes/probe';
import { entryOf } from '../terms/maps';
import { replacePlaceholders } from '../terms/placeholders';
import { CURRENT_PROXY_MODES } from '../terms/proxy-mode';
import type { PageRules } from './page-data';

/** What kube-proxy programs for the Services of probes on the nodes that decide about them, each told once. */
export class NodeRules {
  readonly listed: PageRules[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(private readonly cluster: Cluster) {}

  /** The number of the rules that decide about a probe; undefined: no Service is asked, or by no node. */
  of({ from, to, object = '' }: PlannedProbe): number | undefined {
    const { cluster } = this;
    const [kind, ...path] = object.split('/');
    const service = kind === 'Service' ? cluster.services.get(path.join('/')) : undefined;
    const mode = CURRENT_PROXY_MODES.find((each) => each === cluster.config.proxyMode);
    const name = this.decidingNode(from, to);
    const node = name === undefined ? undefined : cluster.nodes.get(name);
    if (service === undefined || mode === undefined || node === undefined) return undefined;
    return entryOf(this.numbers, JSON.stringify([object, node.name]), () => {
      const listings = proxyRules(cluster.dataplane, mode, node, [service]);
      return this.listed.push({ title: `mode ${mode}, node ${node.name}, as simulated`, listings }) - 1;
    });
  }

  /** The node whose rules a packet meets first: that of the node port that is dialled, or that of the client. */
  private decidingNode(from: Vantage, to: ProbeTarget): string | undefined {
    switch (to.kind) {
      case 'transport':
      case 'http':
        return nodeNamed(to.host) ?? this.nodeOf(from);
      case 'request':
        return this.nodeOf(from);
      case 'dns':
      case 'env':
        return undefined;
    }
  }

  private nodeOf(from: Vantage): string | undefined {
    if ('pod' in from) return this.cluster.pods.get(from.pod)?.node;
    return 'node' in from ? from.node : undefined;
  }
}

/** The node whose address is dialled: that of a node port. */
function nodeNamed(host: string): string | undefined {
  let name: string | undefined;
  replacePlaceholders(host, ({ kind, of }) => {
    if (kind === 'nodeIP') name = of;
    return '';
  });
  return name;
}
