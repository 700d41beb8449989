import { EmbeddedTarget } from '../conformance';
import { externalHostsOf } from '../conformance/external-hosts';
import { NetworkModel } from '../model/network-model';
import type { Probe, ProbeTarget, Vantage } from '../probes/probe';
import type { Deployment } from '../targets/target';
import { keyOf } from '../terms/object-ref';
import type { MatcherResult } from './subject';
import { manifestsOf } from './subject';

/** `await expect(chart).toReach('deployment/frontend', 'http://api/')`. */
export async function toReach(subject: unknown, from: string, url: string): Promise<MatcherResult> {
  const manifests = manifestsOf(subject, 'toReach');
  const model = NetworkModel.of(manifests);
  const target = new EmbeddedTarget({ externalHosts: externalHostsOf(model) });
  await using started = await target.start();
  await using deployment = await started.deploy(manifests);
  const probe: Probe = { id: 'toReach', from: vantageOf(from, deployment), to: targetOf(url) };
  const [verdict] = await deployment.probe([probe]);
  if (verdict === undefined || !('outcome' in verdict) || verdict.outcome === 'notRun') {
    throw new Error(`toReach learnt nothing about ${url}: ${JSON.stringify(verdict)}`);
  }
  const { links } = await deployment.evidence(probe);
  const way = links.map(({ ok, link, detail }) => `  ${ok ? '✓' : '✗'} ${link}: ${detail}`).join('\n');
  const pass = verdict.outcome === 'reached';
  const by = verdict.by === undefined || verdict.by.length === 0 ? '' : ` by ${verdict.by.join(', ')}`;
  return {
    pass,
    message: () =>
      `expected ${from} ${pass ? 'not to reach' : 'to reach'} ${url}, but it is ${verdict.outcome}${by}\n${way}`,
  };
}

function vantageOf(from: string, { pods }: Deployment): Vantage {
  if (from === 'outside') return { outside: true };
  const [kind = '', ...rest] = from.split('/');
  const name = rest.length === 1 ? keyOf('default', rest[0] as string) : rest.join('/');
  const wanted = `${kind}/${name}`.toLowerCase();
  const pod = pods.find(({ workload }) => workload.toLowerCase() === wanted);
  if (pod !== undefined) return { pod: pod.pod };
  const known = [...new Set(pods.map(({ workload }) => workload))].join(', ');
  throw new Error(
    `toReach: no Pod of ${from} runs; there are ${known}: name one of them as kind/name or kind/namespace/name`,
  );
}

function targetOf(url: string): ProbeTarget {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const scheme = protocol.slice(0, -1);
  if (scheme === 'tcp' || scheme === 'udp') {
    if (port === '') throw new Error(`toReach: ${url} has no port: write ${scheme}://${hostname}:PORT`);
    return { protocol: scheme, host: hostname, port: Number(port) };
  }
  if (scheme !== 'http' && scheme !== 'https') throw new Error(`toReach: ${url}: expected http, https, tcp or udp`);
  return {
    protocol: scheme,
    host: hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    path: `${pathname}${search}`,
    hostHeader: hostname,
    ...(scheme === 'https' ? { sni: hostname } : {}),
  };
}
