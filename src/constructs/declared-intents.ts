import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConstruct } from 'constructs';
import type { Intent } from '../model/intents';
import { formatIntents, INTENTS_FILE } from '../model/intents';
import { Synthesis } from './synthesis';

/** The intents of one tree, written when it is synthesized; a file of an earlier synthesis goes away with the last of them. */
export class DeclaredIntents {
  /** The intents of the tree that a construct is in. */
  static of({ node: { root } }: IConstruct): DeclaredIntents {
    let declared = byRoot.get(root);
    if (declared === undefined) byRoot.set(root, (declared = new DeclaredIntents(root)));
    return declared;
  }

  private readonly intents: Intent[] = [];

  private constructor(root: IConstruct) {
    Synthesis.of(root).atEnd((outdir) => this.write(outdir));
  }

  /** Adds an intent. */
  add(intent: Intent): void {
    this.intents.push(intent);
  }

  private write(outdir: string): void {
    const file = join(outdir, INTENTS_FILE);
    if (this.intents.length > 0) writeFileSync(file, formatIntents(this.intents));
    else rmSync(file, { force: true });
  }
}

const byRoot = new WeakMap<IConstruct, DeclaredIntents>();
