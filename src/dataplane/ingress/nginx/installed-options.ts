import type { NetworkModel } from '../../../model/network-model';
import { isObject } from '../../../terms/json';
import type { NginxOptions } from './settings';

/**
 * How the controller is set up by an input that installs it: the arguments of its container, and the ConfigMap that they name.
 * Where the input does not, as it is by default.
 */
export function installedOptions(model: NetworkModel): NginxOptions {
  for (const { namespace, spec } of model.workloads) {
    const container = (spec.containers ?? []).find(({ args, command, image = '' }) => {
      const isController = [...(command ?? []), ...(args ?? [])].includes('/nginx-ingress-controller');
      return isController || /(^|\/)ingress-nginx\/controller[:@]/.test(image);
    });
    if (container === undefined) continue;
    const flags = [...(container.command ?? []), ...(container.args ?? [])].map((flag) =>
      flag.replaceAll('$(POD_NAMESPACE)', namespace),
    );
    const named = flags.find((flag) => flag.startsWith('--configmap='))?.slice('--configmap='.length);
    return { flags, config: named === undefined ? {} : configMapData(model, named) };
  }
  return {};
}

/** The texts of a ConfigMap (`namespace/name`); none where it is not there. */
export function configMapData({ objects }: NetworkModel, key: string): Readonly<Record<string, string>> {
  const found = objects.find(({ ref, key: other }) => ref.kind === 'ConfigMap' && other === key);
  const data = found?.manifest.data;
  const entries = isObject(data) ? Object.entries(data) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
