import { isGatewayGroup } from '../../api-kinds';
import type { BundleTable, DefinitionTable } from '../../gateway-tables';
import { gatewayBundles, tableSchema } from '../../gateway-tables';
import { viewOf } from '../../view';
import type { DefinedVersion, Definition } from './definition';

/** The CRDs of Gateway API that a cluster has. */
export interface GatewayBundle {
  /** Minor version of the bundle, `v1.7`. */
  readonly version: string;
  readonly channel: GatewayChannel;
}

export type GatewayChannel = 'standard' | 'experimental';

/** The versions of the bundle whose CRDs are known, the oldest first: of each the newest patch. */
export const GATEWAY_VERSIONS = ['v1.4', 'v1.5', 'v1.6', 'v1.7'] as const;

/** What is assumed of a cluster. */
export const DEFAULT_GATEWAY_BUNDLE: GatewayBundle = { version: 'v1.7', channel: 'standard' };

/** How a bundle defines a kind; undefined for kinds that it does not have. */
export function gatewayDefinitions(bundle: GatewayBundle, group: string, kind: string): Definition | undefined {
  if (!isGatewayGroup(group)) return undefined;
  const table = tableOf(bundle)?.kinds ?? {};
  const definition = Object.hasOwn(table, kind) ? table[kind] : undefined;
  return definition?.group === group ? { ...defined(definition), group, kind } : undefined;
}

/** Other bundles, those that are most like one first: its other channel, then its neighbours. */
export function otherBundles({ version, channel }: GatewayBundle): readonly GatewayBundle[] {
  const at = GATEWAY_VERSIONS.findIndex((each) => each === version);
  const distance = (bundle: GatewayBundle) =>
    2 * Math.abs(GATEWAY_VERSIONS.findIndex((each) => each === bundle.version) - at) +
    (bundle.channel === channel ? 0 : 1);
  const all = GATEWAY_VERSIONS.flatMap((each) =>
    (['standard', 'experimental'] as const).map((other): GatewayBundle => ({ version: each, channel: other })),
  );
  return all.filter((bundle) => distance(bundle) > 0).sort((a, b) => distance(a) - distance(b));
}

function tableOf({ version, channel }: GatewayBundle): BundleTable | undefined {
  return gatewayBundles().find((table) => table.version.startsWith(`${version}.`) && table.channel === channel);
}

const defined = viewOf(({ scope, versions }: DefinitionTable): Pick<Definition, 'scope' | 'versions'> => ({
  scope: scope === 'Cluster' ? 'Cluster' : 'Namespaced',
  versions: new Map(Object.entries(versions).map(([name, number]) => [name, definedVersion(number)])),
}));

function definedVersion(number: number): DefinedVersion {
  return { schema: tableSchema(number), hasStatus: true };
}
