import type { ApiObject } from 'cdk8s';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { type Manifest } from '../model/manifest';
import type { Cluster } from '../rules/cluster-options';
import { Engine } from '../rules/engine';
import { externalNamePorts } from '../rules/links/external-name-ports';
import { isObject } from '../terms/json';
import { isPlusService } from './plus-service';

/**
 * Findings about the ports of an ExternalName Service of cdk8s-plus, which leaves them out of the manifest: who asked for
 * a port to be mapped is told nowhere else that it is not.
 */
export function droppedPorts(
  { construct, manifest }: { readonly construct: ApiObject; readonly manifest: Manifest },
  cluster: Cluster,
): readonly Diagnostic[] {
  if (!isPlusService(construct) || !isObject(manifest.spec) || manifest.spec.type !== 'ExternalName') return [];
  const { scope } = construct.node;
  const ports: unknown = scope !== undefined && 'ports' in scope ? scope.ports : undefined;
  if (!Array.isArray(ports) || ports.length === 0) return [];
  const [judged] = new Engine([externalNamePorts], cluster).judge([{ ...manifest, spec: { ...manifest.spec, ports } }]);
  return judged?.diagnostics ?? [];
}
