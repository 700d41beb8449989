import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct, IValidation } from 'constructs';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { formatText } from '../diagnostics/format-text';
import { refOf } from '../model/manifest';
import { checkManifests, type CheckOptions } from '../rules/check-manifests';
import type { ClusterOptions } from '../rules/cluster-options';
import { resolveCluster } from '../rules/cluster-options';
import type { ObjectRef } from '../terms/object-ref';
import { describeRef } from '../terms/object-ref';
import { Synthesis } from './synthesis';
import type { RenderedObject } from './synthesis';
import { DeclaredIntents } from './declared-intents';

/** Findings that only a construct can make, because its manifest does not show what it was given. */
export type ConstructCheck = (options: CheckOptions) => Iterable<Diagnostic>;

/**
 * The verdict on a construct tree: everything that the API server would refuse, and the mistakes across objects that it
 * accepts in silence. Any construct of this package installs it; objects of other packages are judged as well.
 *
 * Synthesis fails with all findings of severity `error` at once. Warnings do not fail it; they are in the list that
 * {@link Diagnostics.of} returns.
 */
export class Diagnostics implements IValidation {
  /**
   * Has the tree that a construct is in judged when it is synthesized. Needed only for trees without constructs of this
   * package, or to say what cluster the objects are meant for; in that case, before Services are constructed.
   *
   * @param construct Any construct of the tree, such as the app.
   * @param options As of `checkManifests`. Those of a later call replace those of an earlier one, one by one.
   * @throws OptionsError for an option that no cluster can have.
   */
  static install(construct: IConstruct, options?: CheckOptions): void {
    const diagnostics = Diagnostics.in(construct);
    if (options !== undefined) diagnostics.configure(options);
    for (const each of [construct, ...construct.node.children]) {
      if (ApiObject.isApiObject(each)) diagnostics.synthesis.include(each.chart);
      else if (Chart.isChart(each)) diagnostics.synthesis.include(each);
    }
  }

  /**
   * All findings about the tree that a construct is in, those included that do not fail synthesis.
   *
   * @param construct Any construct of the tree, such as the app.
   */
  static of(construct: IConstruct): readonly Diagnostic[] {
    const diagnostics = Diagnostics.in(construct);
    return diagnostics.synthesis.during(() => diagnostics.findings());
  }

  /** @internal The cluster that the tree of a construct is meant for. */
  static clusterOf(construct: IConstruct): ClusterOptions {
    return Diagnostics.in(construct).cluster;
  }

  /** @internal Adds findings of a construct's own. */
  static addCheck(construct: IConstruct, check: ConstructCheck): void {
    Diagnostics.in(construct).checks.push(check);
  }

  private static in({ node: { root } }: IConstruct): Diagnostics {
    let diagnostics = byRoot.get(root);
    if (diagnostics === undefined) byRoot.set(root, (diagnostics = new Diagnostics(root)));
    return diagnostics;
  }

  private readonly synthesis: Synthesis;
  private readonly checks: ConstructCheck[] = [];
  private options: CheckOptions = {};
  private cluster = resolveCluster();

  private constructor(root: IConstruct) {
    this.synthesis = Synthesis.of(root);
    DeclaredIntents.of(root);
    root.node.addValidation(this);
  }

  /** What fails synthesis, as text. Called by cdk8s. */
  validate(): string[] {
    return this.findings()
      .filter(({ severity }) => severity === 'error')
      .map(formatText);
  }

  private configure(options: CheckOptions): void {
    const merged = { ...this.options, ...options };
    checkManifests([], merged); // throws for options that cannot be used, while whoever gave them is on the stack
    this.cluster = resolveCluster(merged);
    this.options = merged;
  }

  private findings(): readonly Diagnostic[] {
    return this.synthesis.once(this, () => {
      const objects = this.synthesis.objects();
      const found = checkManifests(
        objects.map(({ manifest }) => manifest),
        this.options,
      );
      const known = new Set(found.map(identityOf));
      const own = this.checks
        .flatMap((check) => [...check(this.options)])
        .filter((each) => !known.has(identityOf(each)));
      return found.length + own.length === 0 ? [] : this.locate([...found, ...own], objects);
    });
  }

  /** Says which construct each finding is about. */
  private locate(found: readonly Diagnostic[], objects: readonly RenderedObject[]): readonly Diagnostic[] {
    const paths = new Map(
      objects.map(({ construct, manifest }) => [keyOf(refOf(manifest, this.cluster.namespace)), pathOf(construct)]),
    );
    return found.map((diagnostic) => {
      const construct = paths.get(keyOf(diagnostic.object));
      return construct === undefined ? diagnostic : { ...diagnostic, construct };
    });
  }
}

/** The path of what its author declared: constructs of cdk8s-plus keep their object in a child of theirs. */
function pathOf({ node: { id, path, scope } }: ApiObject): string {
  const isInner = (id === 'Resource' || id === 'Default') && scope !== undefined && !Chart.isChart(scope);
  return isInner ? scope.node.path : path;
}

function keyOf(object: ObjectRef): string {
  return `${object.apiVersion} ${describeRef(object)}`;
}

function identityOf({ rule, object, path }: Diagnostic): string {
  return `${rule} ${keyOf(object)} ${path}`;
}

const byRoot = new WeakMap<IConstruct, Diagnostics>();
