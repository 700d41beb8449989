import * as fc from 'fast-check';
import { damaged, damageOf } from '../differential/damage';
import { textOf } from '../differential/manifest-text';
import { annotated } from './annotations';
import { defined } from './custom-resources';
import { gatewayObject } from './gateway-objects';
import { hostileFile } from './hostile-files';
import type { Input } from './input';
import { grown, mutated } from './objects';
import { config, intents } from './settings';

const some = fc.array(grown, { minLength: 1, maxLength: 6 });

const objects = fc.oneof(
  { weight: 3, arbitrary: some },
  { weight: 3, arbitrary: mutated },
  { weight: 1, arbitrary: fc.tuple(mutated, some).map((lists) => lists.flat()) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.array(gatewayObject, { minLength: 1, maxLength: 4 }), mutated).map((lists) => lists.flat()),
  },
  { weight: 1, arbitrary: fc.tuple(defined, fc.array(grown, { maxLength: 2 })).map((lists) => lists.flat()) },
  { weight: 1, arbitrary: annotated(fc.oneof(some, mutated)) },
);

const format = fc.constantFrom('json' as const, 'json' as const, 'yaml' as const, 'yaml' as const, 'flow' as const);

const stream = fc
  .tuple(objects, format)
  .map(([list, style]) => list.map((each) => textOf(each, style)).join('\n---\n'));

/** Manifests by their grammar, changed ones, damaged text, and no manifests at all. */
const manifests: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: stream },
  { weight: 2, arbitrary: damagedText(stream) },
  { weight: 1, arbitrary: hostileFile.map((bytes) => bytes.toString()) },
);

/** What somebody may hand to any command; a side of `diff` has some of the objects of the other one. */
export const input: fc.Arbitrary<Input> = fc.oneof(
  { weight: 6, arbitrary: manifests.map((text): Input => ({ manifests: text })) },
  {
    weight: 2,
    arbitrary: fc.tuple(objects, objects, format).chain(([one, other, style]) =>
      fc.tuple(fc.subarray([...one, ...other]), fc.subarray([...one, ...other])).map((sides): Input => {
        const [old = '', text = ''] = sides.map((list) => list.map((each) => textOf(each, style)).join('\n---\n'));
        return { old, manifests: text };
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record<Input>(
      { manifests, config: settings(config), intents: settings(intents) },
      { requiredKeys: ['manifests'] },
    ),
  },
);

function damagedText(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(text, fc.array(damageOf('yaml'), { minLength: 1, maxLength: 3 }))
    .map(([whole, damages]) => damages.reduce(damaged, whole));
}

function settings(value: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const text = fc.tuple(value, format).map(([settled, style]) => textOf(settled, style));
  return fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: damagedText(text) });
}
