import fc from 'fast-check';
import type { Manifest } from '../../../src/model/manifest';
import { NetworkModel } from '../../../src/model/network-model';
import { checkManifests } from '../../../src/rules/check-manifests';
import { resolveCluster } from '../../../src/rules/cluster-options';
import { Cursor } from '../../../src/rules/cursor';
import { linkRules } from '../../../src/rules/links';
import type { StageContext } from '../../../src/rules/rule';
import { isObject } from '../../../src/terms/json';
import { MISTAKES } from './mistakes';

const inputs = MISTAKES.flatMap(({ faulty, right }) => [...faulty, ...right].map(({ input }) => input));

/** Puts junk in the place of something, somewhere in a JSON value. */
function spoil(value: unknown, way: readonly number[], junk: unknown): unknown {
  const [step, ...rest] = way;
  const keys = isObject(value) ? Object.keys(value) : Array.isArray(value) ? [...value.keys()] : [];
  if (step === undefined || keys.length === 0) return junk;
  const key = keys[step % keys.length] as string;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  (copy as Record<string, unknown>)[key] = spoil((value as Record<string, unknown>)[key], rest, junk);
  return copy;
}

const junk = fc.oneof(
  fc.constantFrom(null, '', 'x', 0, -1, 1.5, true, [], {}, [null], ['x'], [{}]),
  fc.jsonValue({ maxDepth: 2 }),
);

describe('rules across objects', () => {
  // Of workloads, policies and custom resources nobody has checked the shape.
  it('throw nothing, whatever stands in the objects', () => {
    const spoilt = fc
      .tuple(fc.constantFrom(...inputs), fc.array(fc.nat(20), { minLength: 1, maxLength: 9 }), junk, fc.nat(20))
      .map(([input, way, value, which]) =>
        input.map((manifest, index) =>
          index === which % input.length ? (spoil(manifest, way, value) as Manifest) : manifest,
        ),
      )
      .filter((input) => input.every(isObject));
    fc.assert(
      fc.property(spoilt, (input) => {
        expect(() => checkManifests(input)).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });

  it('say the same in whatever order the other objects stand', () => {
    // Of two that want one thing, the later one is told.
    const rules = linkRules.filter(({ id }) => !/order|duplicate|shadowed|denies|taken/.test(id));
    const say = (input: readonly Manifest[]) => {
      const model = NetworkModel.of(input);
      return model.objects
        .flatMap(({ ref, manifest }) =>
          rules
            .filter(({ kinds }) => kinds.includes(ref.kind))
            .flatMap((rule) =>
              [...rule.check(new Cursor(manifest), contextOf(model, ref))].map(
                ({ path }) => `${rule.id} ${ref.name} ${path}`,
              ),
            ),
        )
        .sort();
    };
    for (const input of inputs) expect(say([...input].reverse())).toEqual(say(input));
  });
});

function contextOf(model: NetworkModel, object: StageContext['object']): StageContext {
  return {
    object,
    model,
    cluster: resolveCluster(),
    minor: 34,
    decoding: [],
    allocation: [],
    exists: false,
    custom: undefined,
    acknowledgements: [],
  };
}
