import type { Probe } from '../../probes/probe';
import { isIngressIP } from '../../terms/placeholders';
import { eachOf } from '../concurrency';
import type { ClusterView } from './cluster-view';
import type { Gateways } from './gateways';
import type { StoredPod } from './objects';
import type { ProberContainer } from './prober/pod-prober';
import type { Services } from './services';

/** Whether the answer to a probe tells who gave it only when the stand-ins answer every path with their names. */
export function hidesWhoAnswers({ to }: Probe): boolean {
  switch (to.kind) {
    case 'http':
      return isIngressIP(to.host) && !tellsName(to.path);
    case 'request':
      return to.protocol !== 'grpc' && !tellsName(to.path);
    case 'transport':
    case 'dns':
    case 'env':
      return false;
  }
}

function tellsName(path = '/'): boolean {
  return path.split('?')[0] === '/hostname';
}

/** Has the stand-ins behind Ingresses and routes say who they are on every path, for as long as that is asked. */
export class StandInNames {
  constructor(
    private readonly view: ClusterView,
    private readonly services: Services,
    private readonly gateways: Gateways,
    /** Runs a command in a container. */
    private readonly run: (container: ProberContainer, command: readonly string[]) => Promise<string>,
  ) {}

  async during<T>(use: () => Promise<T>): Promise<T> {
    const pods = this.podsBehind();
    const tellAll = (signal: string, answer: string) =>
      eachOf(pods, pods.length, (pod) => this.tell(pod, signal, answer));
    try {
      await tellAll('USR1', 'name');
      return await use();
    } finally {
      await tellAll('USR2', 'time');
    }
  }

  private async tell({ metadata, spec }: StoredPod, signal: string, answer: string): Promise<void> {
    const { namespace = '', name: pod } = metadata;
    await Promise.all(
      (spec.containers ?? []).flatMap(({ name: container = '', command = [] }) => {
        const ports = command.slice(4).flatMap((each) => (each.endsWith(':0') ? [each.slice(0, -2)] : []));
        if (command[3] !== 'stand-in' || ports.length === 0) return [];
        return [this.run({ namespace, pod, container }, ['bash', '-c', SWITCH, 'switch', signal, answer, ...ports])];
      }),
    );
  }

  private podsBehind(): readonly StoredPod[] {
    const pods = this.view.ingresses.flatMap(({ metadata, spec }) => {
      const paths = (spec.rules ?? []).flatMap(({ http }) => http?.paths ?? []);
      const backends = [...paths.map(({ backend }) => backend), ...(spec.defaultBackend ? [spec.defaultBackend] : [])];
      return backends.flatMap((backend) => {
        const found = this.view.service(metadata.namespace ?? '', backend?.service?.name ?? '');
        return found === undefined ? [] : this.services.podsOf(found);
      });
    });
    return [...new Set([...pods, ...this.gateways.podsBehind(this.view.routes)])].filter(
      ({ status }) => status?.phase === 'Running',
    );
  }
}

/**
 * Signals the stand-in until each port answers in the new way. One that has just started may not heed signals yet: it is told again
 * once it answers. A fixed text; signal and ports are arguments.
 */
export const SWITCH = [
  'signal=$1 wanted=$2; shift 2',
  'for port; do',
  '  for (( n = 0; n < 100; n++ )); do',
  '    said=$(curl --silent --noproxy "*" --max-time 1 "http://127.0.0.1:$port/who")',
  '    case $said in "") ;; NOW:*) said=time ;; *) said=name ;; esac',
  '    [[ $said != "$wanted" ]] || break',
  '    [[ -z $said ]] || kill -s "$signal" 1',
  '    sleep 0.02',
  '  done',
  'done',
].join('\n');
