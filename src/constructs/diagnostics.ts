import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct, IValidation } from 'constructs';
import { configurationFor, mergeOptions } from '../config/configuration';
import type { Diagnostic, Severity } from '../diagnostics/diagnostic';
import { formatDiagnostics, formatText } from '../diagnostics/format-text';
import type { Manifest } from '../model/manifest';
import { judgeManifests } from '../rules/check-manifests';
import { type CheckOptions, resolveCheckOptions } from '../rules/check-options';
import type { Cluster } from '../rules/cluster-options';
import { resolveCluster } from '../rules/cluster-options';
import { append } from '../terms/maps';
import { DeclaredIntents } from './declared-intents';
import { droppedExpressions } from './dropped-expressions';
import { droppedPorts } from './dropped-ports';
import { Synthesis } from './synthesis';

/** Findings that only a construct can make, because its manifest does not show what it was given. */
export type ConstructCheck = (cluster: Cluster) => readonly Diagnostic[];

/**
 * The verdict on a construct tree: everything that the API server would refuse, and the mistakes across objects that it
 * accepts in silence. Any construct of this package installs it; objects of other packages are judged as well.
 *
 * Synthesis fails with all findings of severity `error` at once. Warnings do not fail it: `app.synth()` prints them once
 * (`console.warn`), and they are in the list that {@link Diagnostics.of} returns.
 */
export class Diagnostics implements IValidation {
  /**
   * Has the tree that a construct is in judged when it is synthesized. Needed only for trees without constructs of this
   * package, or to say what cluster the objects are meant for; in that case, before Services are constructed.
   *
   * @param construct Any construct of the tree, such as the app.
   * @param options As of `checkManifests`. Those of a later call replace those of an earlier one, one by one; what they do not
   *   say stands in `cdk8s-net.config.*` around the working directory, to whose lists theirs add.
   * @throws ConfigError for a configuration that cannot be used.
   * @throws OptionsError for an option that no cluster can have.
   */
  static install(construct: IConstruct, options?: CheckOptions): void {
    const diagnostics = Diagnostics.in(construct);
    if (options !== undefined) diagnostics.configure(options);
    diagnostics.guard();
    for (const each of [construct, ...construct.node.children]) {
      if (ApiObject.isApiObject(each)) diagnostics.synthesis.include(each.chart);
      else if (Chart.isChart(each)) diagnostics.synthesis.include(each);
    }
  }

  /**
   * All findings about the tree that a construct is in, those included that do not fail synthesis.
   *
   * Where nothing has installed it, asking does not either: errors fail synthesis no more than before.
   *
   * @param construct Any construct of the tree, such as the app.
   * @param options In place of those that were given to `install`, one by one, and for this answer only.
   * @throws OptionsError for an option that no cluster can have.
   */
  static of(construct: IConstruct, options: CheckOptions = {}): readonly Diagnostic[] {
    const diagnostics = Diagnostics.in(construct);
    return diagnostics.synthesis.during(() => diagnostics.judge({ ...diagnostics.given, ...options }));
  }

  /** @internal The cluster that the tree of a construct is meant for. */
  static clusterOf(construct: IConstruct): Cluster {
    return Diagnostics.in(construct).cluster;
  }

  /** @internal Adds findings about an object that its manifest does not show. */
  static addCheck(object: ApiObject, check: ConstructCheck): void {
    append(Diagnostics.in(object).checks, object, check);
  }

  private static in({ node: { root } }: IConstruct): Diagnostics {
    let diagnostics = byRoot.get(root);
    if (diagnostics === undefined) byRoot.set(root, (diagnostics = new Diagnostics(root)));
    return diagnostics;
  }

  private readonly synthesis: Synthesis;
  private readonly checks = new Map<ApiObject, ConstructCheck[]>();
  private installed = false;
  /** What the configuration around the working directory says. */
  private readonly shared: CheckOptions = configurationFor()?.options ?? {};
  private given: CheckOptions = {};
  private cluster = resolveCluster(this.shared);

  private constructor(private readonly root: IConstruct) {
    this.synthesis = Synthesis.of(root);
  }

  /** What fails synthesis, as text. Called by cdk8s. */
  validate(): string[] {
    return this.synthesized('error').map((diagnostic) => formatText(diagnostic));
  }

  /** What does not fail synthesis has nobody to tell it but this: cdk8s knows errors only. */
  private warn(): void {
    const warnings = this.synthesized('warning');
    if (warnings.length > 0) console.warn(formatDiagnostics(warnings));
  }

  private synthesized(severity: Severity): readonly Diagnostic[] {
    const found = this.synthesis.once(this, () => this.judge(this.given));
    return found.filter((diagnostic) => diagnostic.severity === severity);
  }

  /** From now on, errors fail synthesis. */
  private guard(): void {
    if (this.installed) return;
    this.installed = true;
    DeclaredIntents.of(this.root);
    this.synthesis.atEnd(() => this.warn());
    this.root.node.addValidation(this);
  }

  private configure(options: CheckOptions): void {
    const given = { ...this.given, ...options };
    // Throws for options that cannot be used while whoever gave them is on the stack.
    this.cluster = resolveCheckOptions(mergeOptions(this.shared, given)).cluster;
    this.given = given;
  }

  private judge(given: CheckOptions): readonly Diagnostic[] {
    const options = mergeOptions(this.shared, given);
    const objects = this.synthesis.objects();
    const cluster = resolveCluster(options);
    const shown = new Map<Manifest, readonly Diagnostic[]>();
    const show = (manifest: Manifest, found: readonly Diagnostic[]) => {
      if (found.length > 0) shown.set(manifest, [...(shown.get(manifest) ?? []), ...found]);
    };
    for (const object of objects) {
      for (const check of this.checks.get(object.construct) ?? []) show(object.manifest, check(cluster));
      show(object.manifest, droppedPorts(object, cluster));
    }
    for (const [manifest, dropped] of droppedExpressions(this.root, objects, cluster)) show(manifest, dropped);
    const results = judgeManifests(
      objects.map(({ manifest }) => manifest),
      // A chart says where its objects go: those that name no namespace go to this one and to no other.
      { ...options, namespace: cluster.namespace },
      shown,
    );
    return results.flatMap((found, index) => {
      const construct = objects[index]?.construct;
      return construct === undefined ? found : found.map((each) => ({ ...each, construct: pathOf(construct) }));
    });
  }
}

/** The path of what its author declared: constructs of cdk8s-plus keep their object in a child of theirs. */
function pathOf({ node: { id, path, scope } }: ApiObject): string {
  const isInner = (id === 'Resource' || id === 'Default') && scope !== undefined && !Chart.isChart(scope);
  return isInner ? scope.node.path : path;
}

const byRoot = new WeakMap<IConstruct, Diagnostics>();
