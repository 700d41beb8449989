import { dnsVerdict, envVerdict, namesFor } from '../../probes/address-book';
import { verdictOf } from '../../probes/observation';
import type { LearntVerdict, Probe } from '../../probes/probe';
import type { Cluster } from '../cluster';
import { attempts } from './attempts';

/**
 * What a probe would find, without a packet: what the embedded target finds by real traffic, and a cluster of the same
 * objects too. Throws a RangeError when the client does not exist, or a placeholder names nothing.
 */
export function simulate(cluster: Cluster, { from, to }: Probe): LearntVerdict {
  switch (to.kind) {
    case 'transport':
    case 'http': {
      const observations = attempts(cluster, from, to).map(({ observation }) => observation);
      return verdictOf(observations, namesFor(from, cluster));
    }
    case 'dns': {
      const question = { ...to.dns, name: cluster.expand(to.dns.name) };
      if (cluster.resolverOf(from).server === 'nobody') return { kind: 'dns', outcome: 'timedOut' };
      return dnsVerdict(question, cluster.dig(from, question), cluster);
    }
    case 'env':
      return envVerdict(cluster.environmentOf(to.env.pod), cluster);
  }
}
