import type { Vantage } from '../../terms/vantage';
import { describeVantage } from '../../terms/vantage';
import type { ClusterContext } from './cluster-context';
import { tellsRequests } from './gateways';
import type { StoredPod } from './objects';
import { runs, whyStuck } from './objects';
import { runCommand } from './prober/command';
import { OutsideProber } from './prober/outside-prober';
import type { ProberContainer } from './prober/pod-prober';
import { PodProber } from './prober/pod-prober';
import type { Prober } from './prober/requests';
import { environmentIn } from './prober/requests';

/** Where the probes of a deployment are sent from: one prober for each vantage point, opened when it is first needed. */
export class VantageProbers implements Disposable {
  private readonly probers = new Map<string, Promise<Prober>>();
  private readonly opened: PodProber[] = [];
  private readonly outside: OutsideProber;

  constructor(private readonly context: ClusterContext) {
    this.outside = new OutsideProber(context.options.budgets.answerTimeoutMs / 1000);
  }

  /** Rejects with the reason why there is no such place. */
  at(from: Vantage): Promise<Prober> {
    if ('outside' in from) return Promise.resolve(this.outside);
    const key = describeVantage(from);
    const known = this.probers.get(key);
    if (known !== undefined) return known;
    const prober = this.openProber(from);
    this.probers.set(key, prober);
    prober.catch(() => this.probers.delete(key));
    return prober;
  }

  private async openProber(from: { readonly pod: string } | { readonly node: string }): Promise<Prober> {
    const { aliases, options, proberPods, view } = this.context;
    if ('node' in from) {
      const node = aliases.nodeInCluster(from.node);
      if (!view.nodes.has(node)) throw new RangeError(`there is no node ${from.node}`);
      return this.open(await proberPods.at({ node, hostNetwork: true }));
    }
    const { metadata, spec } = this.runningPod(from.pod);
    const { name } = metadata;
    const place = {
      namespace: metadata.namespace ?? '',
      node: spec.nodeName ?? '',
      hostNetwork: spec.hostNetwork === true,
    };
    // The image of the conformance tests of Gateway API has no shell.
    if (options.realImages || tellsRequests({ spec })) return this.open(await proberPods.at(place));
    return this.open({ namespace: place.namespace, pod: name, container: spec.containers?.[0]?.name ?? '' });
  }

  /** A Pod with its own images is asked itself: what stands beside it has another environment. */
  async environmentOf(from: { readonly pod: string }, signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
    if (!this.context.options.realImages) {
      const [reply] = await (await this.at(from)).ask({ kind: 'env' }, 1, signal);
      return reply === undefined ? {} : environmentIn(reply);
    }
    const { metadata, spec } = this.runningPod(from.pod);
    const container = spec.containers?.[0]?.name ?? '';
    const at = { namespace: metadata.namespace ?? '', pod: metadata.name, container };
    const printed = await runCommand(this.context.api, at, ['cat', '/proc/1/environ'], signal);
    const entries = printed.split('\0').filter((entry) => entry.includes('='));
    if (entries.length === 0) throw new Error(`the environment of Pod ${from.pod} cannot be read: ${printed.trim()}`);
    return Object.fromEntries(
      entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    );
  }

  private runningPod(key: string): StoredPod {
    const { aliases, view } = this.context;
    const [namespace = '', name = ''] = key.split('/');
    const pod = view.pod(aliases.namespaceInCluster(namespace), name);
    if (pod === undefined) throw new RangeError(`there is no Pod ${key}`);
    if (!runs(pod)) throw new Error(`Pod ${key} does not run: ${whyStuck(pod) ?? pod.status?.phase ?? 'pending'}`);
    return pod;
  }

  private open(container: ProberContainer): Prober {
    const prober = new PodProber(this.context.api, container, this.context.options.budgets.answerTimeoutMs / 1000);
    this.opened.push(prober);
    return prober;
  }

  [Symbol.dispose](): void {
    for (const prober of this.opened) prober[Symbol.dispose]();
  }
}
