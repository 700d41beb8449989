import type * as Official from '@kubernetes/client-node';
import type { Exec, ExecSocket, KubeConfig } from '../../../src/targets/cluster/client-library';
import { clientLibrary } from '../../../src/targets/cluster/client-library';

type OfficialExec = InstanceType<typeof Official.Exec>['exec'];
type OfficialSocket = Awaited<ReturnType<OfficialExec>>;

/** The compiler says whether the official client has what is used of it. */
type Fits = [
  InstanceType<typeof Official.KubeConfig> extends KubeConfig ? true : 'KubeConfig',
  OfficialExec extends (...given: Parameters<Exec['exec']>) => Promise<Pick<ExecSocket, 'close' | 'terminate'>>
    ? true
    : 'Exec',
  Pick<ExecSocket, 'onclose' | 'onerror'> extends Pick<OfficialSocket, 'onclose' | 'onerror'> ? true : 'ExecSocket',
];

test('the official client has what is used of it', async () => {
  const fits: Fits = [true, true, true];
  const { KubeConfig: Config, Exec: Runner } = await clientLibrary();
  expect([...fits, typeof Config, typeof Runner]).toEqual([true, true, true, 'function', 'function']);
}, 60_000);
