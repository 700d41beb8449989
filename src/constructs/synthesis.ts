import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest } from '../model/manifest';

/** An object of the tree, and the JSON that it renders to. */
export interface RenderedObject {
  readonly construct: ApiObject;
  readonly manifest: Manifest;
}

/**
 * The synthesis of one construct tree. While it runs, every object is rendered once, whoever asks how often: cdk8s
 * validates the whole tree once for the app and once more for each chart, and rendering is what costs. It is also more
 * than a matter of speed, for some objects of cdk8s-plus render differently the second time.
 */
export class Synthesis {
  /** The synthesis of the tree that a construct is in. */
  static of(construct: IConstruct): Synthesis {
    const { root } = construct.node;
    let synthesis = byRoot.get(root);
    if (synthesis === undefined) byRoot.set(root, (synthesis = new Synthesis(root)));
    return synthesis;
  }

  private readonly endings: ((outdir: string) => void)[] = [];
  private readonly charts = new WeakSet<Chart>();
  private readonly memory = new Map<unknown, unknown>();
  private readonly held: ApiObject[] = [];
  private running = false;

  private constructor(private readonly root: IConstruct) {
    const app = root as IConstruct & Partial<Synthesizable>;
    if (app.synth !== undefined) {
      this.watch(app, 'synth', () => this.endings.forEach((end) => end(app.outdir ?? 'dist')));
    }
    if (app.synthYaml !== undefined) this.watch(app, 'synthYaml');
  }

  /** Makes rendering a chart on its own, as `Testing.synth` does, a synthesis as well. */
  include(chart: Chart): void {
    if (this.charts.has(chart)) return;
    this.charts.add(chart);
    this.watch(chart, 'toJson');
  }

  /** Has something done when `app.synth()` has written its files. */
  atEnd(end: (outdir: string) => void): void {
    this.endings.push(end);
  }

  /** All objects of the tree, in its order. */
  objects(): readonly RenderedObject[] {
    return this.once(Synthesis, () => {
      const objects = this.root.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
      return objects.map((construct) => {
        const manifest = construct.toJson() as Manifest;
        if (this.running) this.hold(construct, manifest);
        return { construct, manifest };
      });
    });
  }

  /** What `compute` returns, found out once while a synthesis runs. */
  once<T>(key: unknown, compute: () => T): T {
    if (!this.running) return compute();
    if (!this.memory.has(key)) this.memory.set(key, compute());
    return this.memory.get(key) as T;
  }

  /** Does something as a synthesis, or as a part of the one that is running. */
  during<T>(work: () => T): T {
    if (this.running) return work();
    this.running = true;
    try {
      return work();
    } finally {
      this.running = false;
      this.release();
    }
  }

  /** Replaces a method of this one object by one that runs it as a synthesis. */
  private watch<Name extends string>(
    target: object & { [N in Name]?: unknown },
    name: Name,
    end = (): void => {},
  ): void {
    const method = target[name] as (...args: unknown[]) => unknown;
    const watched = (...args: unknown[]): unknown =>
      this.during(() => {
        const result = method.apply(target, args);
        end();
        return result;
      });
    Object.defineProperty(target, name, { value: watched, configurable: true, writable: true });
  }

  /** Has an object render to what it has already been rendered to. */
  private hold(construct: ApiObject, manifest: Manifest): void {
    if (Object.hasOwn(construct, 'toJson')) return;
    Object.defineProperty(construct, 'toJson', { value: () => manifest, configurable: true });
    this.held.push(construct);
  }

  private release(): void {
    for (const construct of this.held.splice(0)) Reflect.deleteProperty(construct, 'toJson');
    this.memory.clear();
  }
}

interface Synthesizable {
  readonly outdir: string;
  synth(): void;
  synthYaml(): string;
}

const byRoot = new WeakMap<IConstruct, Synthesis>();
