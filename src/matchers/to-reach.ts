import { EmbeddedTarget } from '../conformance';
import { Diagnostics } from '../constructs/diagnostics';
import { formatDiagnostics } from '../diagnostics/format-text';
import { externalHostsOf } from '../model/external-hosts';
import { NetworkModel } from '../model/network-model';
import { judge } from '../probes/judge';
import type { ConnectionVerdict, Probe, Vantage, Verdict } from '../probes/probe';
import type { Deployment, Link } from '../targets/target';
import { parseClientName } from '../terms/client-name';
import { nearest } from '../terms/nearest';
import { formatter } from '../terms/printable';
import { describeVantage } from '../terms/vantage';
import type { MatcherContext, MatcherResult } from './matcher';
import { ReachError } from './reach-error';
import type { Subject } from './subject';
import { clusterOf, deployedWith, findingsOf, subjectOf } from './subject';
import { targetOf } from './url';

/**
 * `await expect(chart).toReach('deployment/frontend', 'http://api/')`. Every Pod of the workload has to get through, and
 * none for `not.toReach`; what is in between is neither. Where nothing was learnt, both fail.
 */
export async function toReach(this: MatcherContext, given: unknown, from: string, url: string): Promise<MatcherResult> {
  const subject = subjectOf(given, 'toReach');
  refuseWhatCannotBeDeployed(subject);
  const manifests = deployedWith(subject);
  const model = NetworkModel.of(manifests);
  const target = new EmbeddedTarget({ ...clusterOf(subject), externalHosts: externalHostsOf(model) });
  await using started = await target.start();
  await using deployment = await started.deploy(manifests);
  const probes = vantagesOf(from, deployment).map((vantage, index): Probe => {
    return { id: `${index}`, from: vantage, to: targetOf(url, vantage) };
  });
  const tries = (await deployment.probe(probes)).map((verdict, index) => tried(probes[index] as Probe, verdict, url));
  const isNot = this.isNot === true;
  const wrong = tries.find(({ verdict }) => (isNot ? !isBlocked(verdict) : !isReached(verdict)));
  if (isNot && wrong === undefined) refuseUnknownName(tries, model);
  const example = (wrong ?? tries[0]) as Try;
  const { links } = await deployment.evidence(example.probe);
  const found = `expected ${from} ${isNot ? 'not to reach' : 'to reach'} ${url}, but from ${describeVantage(example.probe.from)} it is ${describe(example.verdict)}`;
  return {
    pass: isNot ? wrong !== undefined : wrong === undefined,
    message: () => formatWay({ found, links }),
  };
}

const formatWay = formatter(({ found, links }: { readonly found: string; readonly links: readonly Link[] }) =>
  [found, ...links.map(({ ok, link, detail }) => `  ${ok ? '✓' : '✗'} ${link}: ${detail}`)].join('\n'),
);

/** A probe, and what became of it. */
interface Try {
  readonly probe: Probe;
  readonly verdict: ConnectionVerdict;
}

function tried(probe: Probe, verdict: Verdict, url: string): Try {
  if (verdict.kind === 'connection') return { probe, verdict };
  const reason =
    verdict.kind === 'notRun'
      ? verdict.reason
      : verdict.kind === 'depends'
        ? `it depends on ${verdict.on}: ${verdict.why}`
        : `the target answered with ${verdict.kind}`;
  throw new ReachError(`nothing was learnt about ${url} from ${describeVantage(probe.from)}: ${reason}`);
}

/** An error page that a controller makes up is not an answer, however politely it is given. */
function isReached(verdict: ConnectionVerdict): boolean {
  return judge({ kind: 'connection', outcome: 'reached' }, verdict).result === 'passed' && !isBlocked(verdict);
}

function isBlocked(verdict: ConnectionVerdict): boolean {
  return judge({ kind: 'connection', outcome: 'blocked' }, verdict).result === 'passed';
}

function describe({ outcome, also = [], by = [], status }: ConnectionVerdict): string {
  const who = by.length === 0 ? '' : ` by ${by.join(', ')}`;
  const answer = status === undefined ? '' : ` with HTTP status ${status}`;
  const otherwise = also.length === 0 ? '' : `, at other times ${also.join(', ')}`;
  return `${outcome}${who}${answer}${otherwise}`;
}

function refuseWhatCannotBeDeployed(subject: Subject): void {
  const found = 'node' in subject ? Diagnostics.of(subject) : findingsOf(subject);
  const refused = found.filter(({ source, severity }) => source === 'apiserver' && severity === 'error');
  if (refused.length === 0) return;
  throw new ReachError('nothing was deployed, for the API server would refuse it:', formatDiagnostics(refused));
}

function vantagesOf(from: string, { pods, nodes }: Deployment): readonly Vantage[] {
  const client = parseClientName(from);
  if ('outside' in client) return [client];
  if ('node' in client) {
    if (nodes.includes(client.node)) return [client];
    throw new ReachError(`no node is called ${client.node}: the nodes are ${nodes.join(', ')}`);
  }
  const { kind, key } = client;
  const own = pods.filter(({ pod, workload }) => {
    return kind === 'pod' ? pod === key : workload.toLowerCase() === `${kind}/${key}`.toLowerCase();
  });
  if (own.length > 0) return own.map(({ pod }) => ({ pod }));
  const known = [...new Set(pods.map(({ workload }) => workload))];
  const there = known.length === 0 ? 'no Pod runs at all' : `there are ${known.join(', ')}`;
  throw new ReachError(
    `no Pod of ${from} runs; ${there}: name a workload as kind/name or kind/namespace/name, node/NAME, outside, or outside/ADDRESS`,
  );
}

/** A name that nobody has is not reached either, and would prove nothing for ever after. */
function refuseUnknownName(tries: readonly Try[], { services }: NetworkModel): void {
  const to = tries.find(({ verdict }) => verdict.outcome === 'unresolved')?.probe.to;
  if (to?.kind !== 'http' && to?.kind !== 'transport') return;
  const names = new Set([...services.values()].map(({ metadata }) => metadata.name ?? ''));
  if (to.host.split('.').some((label) => names.has(label))) return;
  const meant = nearest(to.host, names);
  const hint = meant === undefined ? `there are ${[...names].join(', ') || 'none'}` : `did you mean ${meant}?`;
  throw new ReachError(`${to.host} names no Service, so that it proves nothing that it is not reached; ${hint}`);
}
