import { parseManifests } from '../../../../src/model/parse-manifests';
import type { Verdict } from '../../../../src/probes/probe';
import { LINE } from '../../../../src/targets/cluster/prober/program';
import type { Reply } from '../fake/containers';
import { answerRequests } from '../fake/containers';
import { FakeKubernetes } from '../fake/fake-kubernetes';

const client = parseManifests(
  `{apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: worker, containers: [{name: app, image: 'shop/client:1'}]}}`,
);

const refused: Reply = ['failed', '', 'bash: connect: Connection refused'];
const silent: Reply = ['timedOut'];
const closed: Reply = ['closed'];
const answered: Reply = ['answered', ['client', '10.0.0.9:4711'].join(LINE)];
const noAnswer: Reply = ['dig', ';; no servers could be reached'];
const nxdomain: Reply = ['dig', ';; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1'];
const address: Reply = ['dig', `;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1${LINE}web. 30 IN A 10.96.1.1`];

/** The verdict on a connection whose tries come back like this, the last one again and again. */
async function verdictOf(host: string, replies: readonly Reply[], digReply: Reply = address): Promise<Verdict> {
  let count = 0;
  const once = (kind: string): Reply =>
    kind === 'dns' ? digReply : (replies[Math.min(count++, replies.length - 1)] ?? silent);
  await using fake = await FakeKubernetes.start({
    exec: (usual) => (place, command, streams) =>
      command.at(-1) === 'prober' ? answerRequests(streams, once) : usual(place, command, streams),
  });
  await using started = await fake.target().start();
  await using deployment = await started.deploy(client);
  const to = { kind: 'transport', protocol: 'tcp', host, port: 80 } as const;
  const [verdict] = await deployment.probe([{ id: 'one', from: { pod: 'default/client' }, to }]);
  if (verdict === undefined) throw new Error('a probe without a verdict');
  return verdict;
}

describe('the verdict of a client in a Pod', () => {
  test.each<[string, readonly Reply[], object]>([
    ['refused, where tries are refused', [refused], { outcome: 'refused' }],
    ['refused, where the kernel rations its refusals', [refused, silent], { outcome: 'refused' }],
    ['refused, whichever try was rationed', [silent, refused], { outcome: 'refused' }],
    ['silence, where nobody answers', [silent], { outcome: 'timedOut' }],
    ['not without the silence among answers', [answered, silent], { outcome: 'reached', also: ['timedOut'] }],
    ['not without the silence after a close', [closed, silent], { outcome: 'closed', also: ['timedOut'] }],
    ['not without the refusals among answers', [answered, refused], { outcome: 'reached', also: ['refused'] }],
  ])('is %s', async (_, replies, expected) => {
    const { outcome, also } = (await verdictOf('192.0.2.1', replies)) as { outcome: string; also?: readonly string[] };
    expect({ outcome, ...(also === undefined ? {} : { also }) }).toEqual(expected);
  });

  test.each<[string, Reply, string]>([
    ['timedOut, where it has an address', address, 'timedOut'],
    ['unresolved, where it has none', nxdomain, 'unresolved'],
    ['unresolved, where no server answers', noAnswer, 'unresolved'],
  ])('on a name that is silent is %s', async (_, digReply, outcome) => {
    expect(await verdictOf('web', [silent], digReply)).toMatchObject({ outcome });
  });

  test('is none, where the prober itself does not work', async () => {
    const reason = expect.stringContaining('Resource exhausted') as string;
    expect(await verdictOf('web', [['failed', '', 'bash: fork: Resource exhausted']])).toMatchObject({
      outcome: 'notRun',
      reason,
    });
  });
});
