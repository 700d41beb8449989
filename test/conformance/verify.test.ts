import type { Progress } from '../../src/conformance/verify';
import { verify } from '../../src/conformance/verify';
import { parseManifests } from '../../src/model/parse-manifests';
import type { Capability, Probe, Verdict } from '../../src/probes/probe';
import type { RecordedProbe } from '../../src/probes/recorded';
import { probeOf } from '../../src/probes/recorded';
import type { Target } from '../../src/targets/target';

const MANIFESTS = parseManifests(`
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: app, image: app}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
`);

interface Script {
  readonly capabilities?: readonly Capability[];
  readonly convergesWithinMs?: number;
  /** Answers probes; the round counts from 0. */
  readonly answer: (probe: Probe, round: number) => Verdict;
  readonly deployFails?: boolean;
  /** Called before evidence is given. */
  readonly onEvidence?: () => Promise<void>;
}

/** A target that answers as it is told and writes down what is done to it. */
function scripted({
  capabilities = ['loadBalancer'],
  convergesWithinMs = 0,
  answer,
  deployFails = false,
  onEvidence = () => Promise.resolve(),
}: Script) {
  const calls: string[] = [];
  let round = 0;
  const target: Target = {
    name: 'scripted',
    start: () => {
      calls.push('start');
      return Promise.resolve({
        deploy: () => {
          calls.push('deploy');
          if (deployFails) return Promise.reject(new Error('no room'));
          const stored = {
            metadata: { name: 'web', namespace: 'default' },
            spec: {
              type: 'LoadBalancer',
              clusterIP: '10.96.1.1',
              selector: { app: 'web' },
              ports: [{ protocol: 'TCP', port: 80, nodePort: 30090 }],
            },
          } as const;
          return Promise.resolve({
            capabilities: new Set(capabilities),
            convergesWithinMs,
            clusterDomain: 'cluster.local',
            services: new Map([['default/web', stored]]),
            pods: [{ pod: 'default/web', workload: 'Pod/default/web', node: 'worker', ready: true }],
            nodes: ['worker'],
            apply: () => Promise.resolve(),
            terminate: () => Promise.resolve(),
            probe: (probes: readonly RecordedProbe[]) => {
              calls.push(`probe ${probes.length}`);
              const now = round++;
              return Promise.resolve(probes.map((probe) => answer(probeOf(probe), now)));
            },
            evidence: async ({ from }: RecordedProbe) => {
              await onEvidence();
              return { from, links: [{ link: 'endpoints' as const, ok: false, detail: 'none' }] };
            },
            [Symbol.asyncDispose]: () => Promise.resolve(void calls.push('undeploy')),
          });
        },
        [Symbol.asyncDispose]: () => Promise.resolve(void calls.push('stop')),
      });
    },
  };
  return { target, calls };
}

function isByName({ to }: Probe): boolean {
  return to.kind === 'transport' && to.host === 'web';
}

const REACHED: Verdict = { kind: 'connection', outcome: 'reached', by: ['default/web'] };

function asDeclared({ to }: Probe): Verdict {
  if (to.kind === 'env') {
    const address = '${clusterIP:default/web}';
    return {
      kind: 'env',
      env: {
        WEB_SERVICE_HOST: address,
        WEB_SERVICE_PORT: '80',
        WEB_PORT: `tcp://${address}:80`,
        WEB_PORT_80_TCP: `tcp://${address}:80`,
        WEB_PORT_80_TCP_PROTO: 'tcp',
        WEB_PORT_80_TCP_PORT: '80',
        WEB_PORT_80_TCP_ADDR: address,
      },
    };
  }
  if (to.kind === 'dns') {
    return {
      kind: 'dns',
      rcode: 'NOERROR',
      records: [{ name: to.dns.name, type: to.dns.type, data: '${clusterIP:default/web}' }],
    };
  }
  return REACHED;
}

describe('a run', () => {
  test('passes when every answer is as declared, and takes down what it started', async () => {
    const { target, calls } = scripted({ answer: asDeclared });
    const { summary, probes } = await verify({ target, manifests: MANIFESTS });
    expect(summary).toEqual({ passed: probes.length, failed: 0, notRun: 0, notSupported: 0 });
    expect([calls[0], calls[1], ...calls.slice(-2)]).toEqual(['start', 'deploy', 'undeploy', 'stop']);
  });

  test('counts what the target cannot do, without sending it', async () => {
    const { target } = scripted({ capabilities: [], answer: asDeclared });
    const { summary, probes } = await verify({ target, manifests: MANIFESTS });
    expect(summary.notSupported).toBe(probes.filter(({ requires }) => requires === 'loadBalancer').length);
    expect(summary).toMatchObject({ failed: 0, notRun: 0 });
  });

  test('asks again what is not as declared, and only that, while the target may still converge', async () => {
    const answer = (probe: Probe, round: number): Verdict =>
      round === 0 && isByName(probe) ? { kind: 'connection', outcome: 'refused' } : asDeclared(probe);
    const { target, calls } = scripted({ convergesWithinMs: 60_000, answer });
    const { summary } = await verify({ target, manifests: MANIFESTS });
    expect(summary.failed).toBe(0);
    expect(calls.filter((call) => call.startsWith('probe')).slice(1)).toEqual(['probe 1']);
  });

  test('asks once more where not all answered who may, and believes the last answer', async () => {
    const late = (probe: Probe, round: number): Verdict =>
      round === 0 && isByName(probe) ? { kind: 'connection', outcome: 'reached', by: [] } : asDeclared(probe);
    const { target, calls } = scripted({ convergesWithinMs: 60_000, answer: late });
    const { probes } = await verify({ target, manifests: MANIFESTS });
    expect(probes.find(({ row }) => row === 'web:80')).toMatchObject({ result: 'passed', observed: REACHED });
    const never = scripted({
      convergesWithinMs: 60_000,
      answer: (probe) => (isByName(probe) ? { kind: 'connection', outcome: 'reached', by: [] } : asDeclared(probe)),
    });
    expect((await verify({ target: never.target, manifests: MANIFESTS })).summary.failed).toBe(0);
    for (const each of [calls, never.calls]) {
      expect(each.filter((call) => call.startsWith('probe')).slice(1)).toEqual(['probe 1']);
    }
  });

  test('asks again what was asked before the target had its time, however long the answers took', async () => {
    const answer = (probe: Probe, round: number): Verdict => {
      now += 60_000;
      return round === 0 && isByName(probe) ? { kind: 'connection', outcome: 'refused' } : asDeclared(probe);
    };
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const { target } = scripted({ convergesWithinMs: 5_000, answer });
    const { summary } = await verify({ target, manifests: MANIFESTS });
    expect(summary.failed).toBe(0);
  });

  test('gives evidence for what failed, and for nothing else', async () => {
    const answer = (probe: Probe): Verdict =>
      isByName(probe) ? { kind: 'connection', outcome: 'refused' } : asDeclared(probe);
    const { target } = scripted({ answer });
    const { probes } = await verify({ target, manifests: MANIFESTS });
    expect(probes.filter(({ evidence }) => evidence !== undefined).map(({ row }) => row)).toEqual(['web:80']);
  });

  test('takes the target down when the deployment fails', async () => {
    const { target, calls } = scripted({ answer: asDeclared, deployFails: true });
    await expect(verify({ target, manifests: MANIFESTS })).rejects.toThrow('no room');
    expect(calls).toEqual(['start', 'deploy', 'stop']);
  });

  test('takes everything down when it is interrupted while it waits', async () => {
    const { target, calls } = scripted({
      convergesWithinMs: 60_000,
      answer: () => ({ kind: 'connection', outcome: 'refused' }),
    });
    const controller = new AbortController();
    const onProgress = ({ step }: Progress) => step === 'converge' && controller.abort();
    await expect(verify({ target, manifests: MANIFESTS, signal: controller.signal, onProgress })).rejects.toThrow();
    expect(calls.slice(-2)).toEqual(['undeploy', 'stop']);
  });

  test('takes everything down when it is interrupted while evidence does not come', async () => {
    const controller = new AbortController();
    const { target, calls } = scripted({
      answer: (probe) => (isByName(probe) ? { kind: 'connection', outcome: 'refused' } : asDeclared(probe)),
      onEvidence: () => (controller.abort(new Error('enough')), new Promise(() => {})),
    });
    await expect(verify({ target, manifests: MANIFESTS, signal: controller.signal })).rejects.toThrow('enough');
    expect(calls.slice(-2)).toEqual(['undeploy', 'stop']);
  });
});
