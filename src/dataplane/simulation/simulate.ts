import type { NetworkModel } from '../../model/network-model';
import { viewOf } from '../../model/view';
import { DNS_SILENCE, dnsPrediction, dnsVerdict, envVerdict, namesFor } from '../../probes/address-book';
import { predictionOf } from '../../probes/observation';
import type { EnvVerdict, PredictedVerdict, Probe } from '../../probes/probe';
import { entryOf } from '../../terms/maps';
import type { Cluster } from '../cluster';
import { attempts } from './attempts';
import { simulateRequest } from './requests';

/**
 * What a probe would find, without a packet: what the embedded target finds by real traffic, and a cluster of the same
 * objects too. Throws a RangeError when the client does not exist, or a placeholder names nothing.
 */
export function simulate(cluster: Cluster, { from, to }: Probe): PredictedVerdict {
  switch (to.kind) {
    case 'transport':
    case 'http': {
      const observations = attempts(cluster, from, to).map(({ observation }) => observation);
      return predictionOf(observations, namesFor(from, cluster));
    }
    case 'request':
      return simulateRequest(cluster, from, to);
    case 'dns': {
      const question = { ...to.dns, name: cluster.expand(to.dns.name) };
      const { server, depends } = cluster.resolverOf(from);
      if (server === 'nobody') return DNS_SILENCE;
      return dnsPrediction(dnsVerdict(question, cluster.dig(from, question), cluster), depends);
    }
    case 'env': {
      const variables = cluster.environmentOf(to.env.pod);
      return entryOf(environments(cluster.model), variables, () => envVerdict(variables, cluster));
    }
  }
}

/** Pods of a namespace see the same Services: a thousand of them keep one list of thousands of variables. */
const environments = viewOf((_: NetworkModel) => new Map<Readonly<Record<string, string>>, EnvVerdict>());
