import type { EnvVar } from '../../../model/objects';
import { objectsIn } from '../../../model/workload';
import type { Cursor } from '../../cursor';
import type { ContainerAt } from './workload-at';

/** A text that a container is started with, and where it stands. */
export interface TextAt {
  readonly at: () => Cursor;
  readonly text: string;
  /** The variable whose value it is; undefined for a word of the command line. */
  readonly variable?: string;
}

/** The values of a container's variables, and the words of its command line, as far as its manifest says them. */
export function textsAt({ at, container }: ContainerAt): readonly TextAt[] {
  if (container.env === undefined && container.command === undefined && container.args === undefined) return NONE;
  const env = objectsIn<EnvVar>(container.env).flatMap(({ name, value }, index) =>
    typeof value === 'string' ? [{ at: () => at().at('env').key(index).at('value'), text: value, variable: name }] : [],
  );
  const words = (['command', 'args'] as const).flatMap((field) => {
    const list: unknown = container[field];
    return (Array.isArray(list) ? list : []).flatMap((word: unknown, index) =>
      typeof word === 'string' ? [{ at: () => at().at(field).key(index), text: word }] : [],
    );
  });
  return [...env, ...words];
}

const NONE: readonly never[] = [];
