import * as fc from 'fast-check';
import { damaged, damageOf } from '../differential/damage';
import { textOf } from '../differential/manifest-text';
import { hostileFile } from './hostile-files';
import { grown, mutated } from './objects';

const objects = fc.oneof(
  { weight: 3, arbitrary: fc.array(grown, { minLength: 1, maxLength: 6 }) },
  { weight: 3, arbitrary: mutated },
  {
    weight: 1,
    arbitrary: fc.tuple(mutated, fc.array(grown, { maxLength: 3 })).map(([some, more]) => [...some, ...more]),
  },
);

const format = fc.constantFrom('json' as const, 'json' as const, 'yaml' as const, 'yaml' as const, 'flow' as const);

const stream = fc
  .tuple(objects, format)
  .map(([list, style]) => list.map((each) => textOf(each, style)).join('\n---\n'));

/** A text as somebody may hand it to any command: manifests by their grammar, changed ones, damaged text, and no manifests at all. */
export const input: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: stream },
  {
    weight: 2,
    arbitrary: fc
      .tuple(stream, fc.array(damageOf('yaml'), { minLength: 1, maxLength: 3 }))
      .map(([text, damages]) => damages.reduce(damaged, text)),
  },
  { weight: 1, arbitrary: hostileFile.map((bytes) => bytes.toString()) },
);
