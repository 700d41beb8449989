import { isObject, stringOr } from '../../../terms/json';
import { groupOf } from '../../api-kinds';
import type { Manifest } from '../../manifest';
import { viewOf } from '../../view';
import type { Definition } from './definition';
import { gatewayDefinitions } from './gateway-definitions';
import type { GatewayBundle } from './gateway-definitions';
import { readStructural } from './read-structural';

/** The definitions of custom resources that are known: those of the input first, then those that somebody gave, then published ones. */
export class Definitions {
  private readonly given: ReadonlyMap<string, Definition>;
  private readonly known = new Map<string, Definition | undefined>();

  /** @param sources manifests with CustomResourceDefinitions among them, those that count first */
  constructor(
    sources: readonly Iterable<Manifest>[],
    private readonly gatewayApi: GatewayBundle,
  ) {
    const definitions = sources.flatMap((manifests) => [...manifests].flatMap(definedBy));
    this.given = new Map(definitions.reverse().map((definition) => [keyOf(definition), definition]));
  }

  of(apiVersion: string, kind: string): Definition | undefined {
    const group = groupOf(apiVersion);
    const key = keyOf({ group, kind });
    if (!this.known.has(key)) {
      this.known.set(key, this.given.get(key) ?? gatewayDefinitions(this.gatewayApi, group, kind));
    }
    return this.known.get(key);
  }

  /** Whether the input, or somebody, defines a kind. */
  isGiven(group: string, kind: string): boolean {
    return this.given.has(keyOf({ group, kind }));
  }
}

function keyOf({ group, kind }: Pick<Definition, 'group' | 'kind'>): string {
  return `${group}/${kind}`;
}

function definedBy(manifest: Manifest): readonly Definition[] {
  const isDefinition = manifest.kind === 'CustomResourceDefinition' && isObject(manifest.spec);
  const definition = isDefinition ? readDefinition(manifest) : undefined;
  return definition === undefined ? [] : [definition];
}

/** Undefined for what the API server would refuse for want of the most necessary. */
const readDefinition = viewOf((manifest: Manifest): Definition | undefined => {
  const spec = isObject(manifest.spec) ? manifest.spec : {};
  const group = stringOr(spec.group);
  const kind = isObject(spec.names) ? stringOr(spec.names.kind) : '';
  const versions = Array.isArray(spec.versions) ? spec.versions.filter(isObject) : [];
  const served = versions.filter((version) => version.served === true && isObject(version.schema));
  if (group === '' || kind === '' || served.length === 0) return undefined;
  const entries = served.map(({ name, schema, subresources }) => {
    const root = isObject(schema) ? schema.openAPIV3Schema : undefined;
    const keepsUnknown = spec.preserveUnknownFields === true ? { 'x-kubernetes-preserve-unknown-fields': true } : {};
    const hasStatus = isObject(subresources) && isObject(subresources.status);
    return [stringOr(name), { schema: { ...readStructural(root), ...keepsUnknown }, hasStatus }] as const;
  });
  return { group, kind, scope: spec.scope === 'Cluster' ? 'Cluster' : 'Namespaced', versions: new Map(entries) };
});
