import { groupOf, isGatewayGroup } from '../model/api-kinds';
import type { Manifest } from '../model/manifest';
import { areLiteralsNoted } from '../model/parse-manifests';
import type { DecodedCustom } from '../model/schema/custom/decode-custom';
import { decodeCustom } from '../model/schema/custom/decode-custom';
import type { Definition } from '../model/schema/custom/definition';
import { Definitions } from '../model/schema/custom/definitions';
import { Faultless } from '../model/schema/custom/faultless';
import type { GatewayBundle } from '../model/schema/custom/gateway-definitions';
import { otherBundles } from '../model/schema/custom/gateway-definitions';
import type { Memories, Verdict } from '../model/schema/custom/judge';
import { judge } from '../model/schema/custom/judge';
import type { UnreadRule } from '../model/schema/custom/rules';
import { unreadRules } from '../model/schema/custom/rules';
import { Satisfied } from '../model/schema/custom/satisfied';
import { entryOf } from '../terms/maps';
import type { ObjectRef } from '../terms/object-ref';
import type { Cluster } from './cluster-options';
import type { Telling } from './shape-mask';

/** A custom resource whose definition is known, and what follows from it. */
export interface CustomResource {
  /** Undefined where the bundle of Gateway API has no such kind. */
  readonly definition: Definition | undefined;
  /** Undefined where the version is not served. */
  readonly decoded: DecodedCustom | undefined;
  /** Bundle of Gateway API that defines it, where it is another than the assumed one, which does not take it. */
  readonly bundle: GatewayBundle | undefined;
  /** What the assumed bundle has against it, if there is another. */
  readonly unknown: readonly string[];
  /** Rules of the definition that are not evaluated. */
  readonly unread: readonly UnreadRule[];
  /** @param minor minor number of the Kubernetes version */
  verdict(minor: number): Verdict;
}

const NONE: readonly never[] = Object.freeze([]);
const NOTHING: Verdict = { schema: NONE, listKeys: NONE, rules: NONE };

/** Tells custom resources from other objects, and decodes them. */
export class CustomResources {
  private readonly definitions: Definitions;
  private readonly byBundle = new Map<string, Definitions>();
  private readonly memories: Memories = {
    schema: new Faultless(),
    rules: { faultless: new Faultless(), satisfied: new Satisfied() },
  };

  constructor(
    private readonly cluster: Cluster,
    private readonly manifests: readonly Manifest[],
  ) {
    this.definitions = this.definitionsOf(cluster.gatewayApi);
  }

  /** Undefined for objects of Kubernetes itself, and for custom resources whose definition is not known. */
  of(manifest: Manifest, { apiVersion, kind }: ObjectRef): CustomResource | undefined {
    const group = groupOf(apiVersion);
    if (!group.includes('.')) return undefined;
    const definition = this.definitions.of(apiVersion, kind);
    if (definition === undefined && !isGatewayGroup(group)) return undefined;
    const given = this.resourceOf(manifest, apiVersion, definition);
    const isGood = given.decoded?.problems.length === 0;
    return isGood || !isGatewayGroup(group) ? given : (this.elsewhere(given, manifest, { apiVersion, kind }) ?? given);
  }

  /**
   * Whether shapes tell what the API server says of a kind: of what Kubernetes defines, and of routes as Gateway API defines
   * them, whose numbers are what JavaScript sees.
   */
  areTold({ apiVersion, kind }: ObjectRef, telling: Telling): boolean {
    const group = groupOf(apiVersion);
    if (!group.includes('.')) return true;
    if (this.definitions.isGiven(group, kind)) return false;
    return telling === 'route' ? !areLiteralsNoted() : !isGatewayGroup(group);
  }

  /** What is known of an object that was read as another one of its shape. */
  alike(known: CustomResource, manifest: Manifest, ref: ObjectRef): CustomResource {
    return { ...known, verdict: (minor) => this.of(manifest, ref)?.verdict(minor) ?? NOTHING };
  }

  /** By another bundle, if nobody said which one the cluster has. */
  private elsewhere(
    given: CustomResource,
    manifest: Manifest,
    { apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>,
  ): CustomResource | undefined {
    if (!this.cluster.assumed.has('gatewayApi')) return undefined;
    for (const bundle of otherBundles(this.cluster.gatewayApi)) {
      const other = this.resourceOf(manifest, apiVersion, this.definitionsOf(bundle).of(apiVersion, kind));
      if (other.decoded?.problems.length !== 0) continue;
      const unknown = given.decoded?.problems.map(({ path }) => path) ?? ['apiVersion'];
      return { ...other, bundle, unknown };
    }
    return undefined;
  }

  private definitionsOf(bundle: GatewayBundle): Definitions {
    const make = () => new Definitions([this.manifests, this.cluster.crds], bundle);
    return entryOf(this.byBundle, `${bundle.version} ${bundle.channel}`, make);
  }

  private resourceOf(manifest: Manifest, apiVersion: string, definition: Definition | undefined): CustomResource {
    const version = definition?.versions.get(apiVersion.slice(groupOf(apiVersion).length + 1));
    const decoded = version === undefined ? undefined : decodeCustom(manifest, version);
    // What two numbers of JavaScript that are one may be to the API server is no matter of memory.
    const memories = decoded?.hasLiterals === true ? {} : this.memories;
    let verdict: Verdict | undefined;
    return {
      definition,
      decoded,
      bundle: undefined,
      unknown: NONE,
      unread: version === undefined ? NONE : unreadRules(version.schema),
      verdict: (minor) =>
        (verdict ??=
          version === undefined || decoded === undefined
            ? NOTHING
            : judge(decoded.completed, version.schema, minor, memories)),
    };
  }
}
