import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { Manifest } from '../../src/model/manifest';
import type { Probe, Verdict } from '../../src/probes/probe';
import type { Deployment, Target } from '../../src/targets/target';

const read = (file: string) =>
  loadAll(readFileSync(join(__dirname, '../fixtures/contract', file), 'utf8')) as Manifest[];

/** The least that every target does, whatever it stands on. The cluster has the nodes `worker` and `worker2`. */
export function fulfilsTheContract(newTarget: () => Target): void {
  const ns = 'contract';
  const client = { pod: `${ns}/client` };
  const tcp = (host: string, port = 80): Probe['to'] => ({ kind: 'transport', protocol: 'tcp', host, port });

  async function deployed(use: (deployment: Deployment) => Promise<void>): Promise<void> {
    const target = newTarget();
    await using started = await target.start();
    await using deployment = await started.deploy(read('manifests.yaml'));
    await use(deployment);
  }

  async function verdictOn(deployment: Deployment, to: Probe['to'], from: Probe['from'] = client): Promise<Verdict> {
    const [verdict] = await deployment.probe([{ id: 'one', from, to }]);
    if (verdict === undefined) throw new Error('a probe without a verdict');
    return verdict;
  }

  test('a deployment says which Pods run where, and what became of the Services', async () => {
    await deployed(async (deployment) => {
      expect(deployment.pods).toEqual(
        expect.arrayContaining([
          { pod: `${ns}/client`, workload: `Pod/${ns}/client`, node: 'worker2', ready: true },
          { pod: `${ns}/server`, workload: `Pod/${ns}/server`, node: 'worker', ready: true },
        ]),
      );
      expect(deployment.nodes).toEqual(expect.arrayContaining(['worker', 'worker2']));
      expect(deployment.services.get(`${ns}/web`)?.spec.clusterIP).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    });
  });

  test('verdicts come in the order of the probes, each telling its outcome from the others', async () => {
    await deployed(async (deployment) => {
      const targets: readonly Probe['to'][] = [
        tcp('web'),
        tcp('${clusterIP:contract/web}'),
        tcp('nobody'),
        tcp('nosuch'),
        { kind: 'transport', protocol: 'udp', host: 'web', port: 53 },
        { kind: 'http', protocol: 'http', host: 'web', port: 80, path: '/healthz' },
      ];
      const verdicts = await deployment.probe(targets.map((to, index) => ({ id: String(index), from: client, to })));
      const reached = {
        kind: 'connection',
        outcome: 'reached',
        by: [`${ns}/server`],
        clientIP: 'pod',
        seenAs: '${podIP:contract/client}',
      };
      expect(verdicts).toEqual([
        reached,
        reached,
        { kind: 'connection', outcome: 'refused' },
        { kind: 'connection', outcome: 'unresolved' },
        reached,
        { kind: 'connection', outcome: 'reached', by: [`${ns}/server`], status: 200 },
      ]);
    });
  });

  test('names and variables are answered with placeholders in place of addresses', async () => {
    await deployed(async (deployment) => {
      expect(await verdictOn(deployment, { kind: 'dns', dns: { name: 'web', type: 'A' } })).toEqual({
        kind: 'dns',
        rcode: 'NOERROR',
        records: [{ name: 'web.contract.svc.cluster.local.', type: 'A', data: '${clusterIP:contract/web}' }],
      });
      expect(await verdictOn(deployment, { kind: 'env', env: { pod: client.pod } })).toMatchObject({
        env: { WEB_SERVICE_HOST: '${clusterIP:contract/web}', WEB_SERVICE_PORT: '80' },
      });
    });
  });

  test('objects that come later are reached, but are not in the environment of Pods that run already', async () => {
    await deployed(async (deployment) => {
      await deployment.apply(read('later.yaml'));
      expect(await verdictOn(deployment, tcp('late'))).toMatchObject({ outcome: 'reached', by: [`${ns}/server`] });
      const verdict = await verdictOn(deployment, { kind: 'env', env: { pod: client.pod } });
      expect(verdict).not.toHaveProperty('env.LATE_SERVICE_HOST');
    });
  });

  test('a Pod that is told to stop still serves while there is no other', async () => {
    await deployed(async (deployment) => {
      await deployment.terminate(`${ns}/server`);
      expect(await verdictOn(deployment, tcp('web'))).toMatchObject({ outcome: 'reached', by: [`${ns}/server`] });
    });
  });

  test('a probe that cannot be sent was not run, which is not the same as blocked', async () => {
    await deployed(async (deployment) => {
      const verdict = await verdictOn(deployment, tcp('web'), { pod: `${ns}/nosuch` });
      expect(verdict).toEqual({
        kind: 'notRun',
        outcome: 'notRun',
        reason: expect.stringContaining('nosuch') as string,
      });
      expect(await verdictOn(deployment, tcp('${clusterIP:contract/nosuch}'))).toMatchObject({ outcome: 'notRun' });
    });
  });

  test('the evidence ends with the first broken link', async () => {
    await deployed(async (deployment) => {
      const { links } = await deployment.evidence({ id: 'one', from: client, to: tcp('nobody') });
      expect(links.slice(0, -1).every(({ ok }) => ok)).toBe(true);
      expect(links.at(-1)).toMatchObject({ ok: false, link: 'endpoints' });
      const unresolved = await deployment.evidence({ id: 'one', from: client, to: tcp('nosuch') });
      expect(unresolved.links).toEqual([{ link: 'name', ok: false, detail: expect.any(String) as string }]);
    });
  });

  test('an aborted signal ends probing with its reason', async () => {
    await deployed(async (deployment) => {
      const reason = new Error('changed my mind');
      const probing = deployment.probe([{ id: 'one', from: client, to: tcp('web') }], AbortSignal.abort(reason));
      await expect(probing).rejects.toBe(reason);
    });
  });
}
