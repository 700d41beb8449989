import * as fc from 'fast-check';
import { decoded } from '../../../src/model/schema/decoded';
import { checkManifests } from '../../../src/rules/check-manifests';
import { isObject } from '../../../src/terms/json';
import { at, placesOf, printed, readNullRecordings, withNull } from '../../fixtures/api/null-recordings';

const recorded = readNullRecordings().flatMap(({ object, answers }) =>
  placesOf(object).map((place) => {
    const manifest = withNull(object, place);
    return {
      object,
      place,
      manifest,
      answer: answers[printed(place)] ?? {},
      name: `${String(object.kind)} ${printed(place)}`,
    };
  }),
);

describe('null in an object', () => {
  it('is decoded to what the API server makes of it', () => {
    const differing = recorded.filter(({ manifest, place, answer }) => {
      const own = at(decoded(manifest), place);
      const isItem = typeof place.at(-1) === 'number';
      // What stands in the store has its defaults.
      if (own === undefined) return isItem;
      return 'stored' in answer ? !holds(answer.stored, own) : !('refused' in answer) && !isEmpty(own);
    });
    expect(differing.map(({ name }) => name)).toEqual([]);
  });

  it('is left nowhere', () => {
    const left = recorded.filter(({ manifest }) => JSON.stringify(decoded(manifest)).includes('null'));
    expect(left.map(({ name }) => name)).toEqual([]);
  });

  it.each(['Service', 'EndpointSlice', 'Ingress', 'IngressClass'])(
    'is refused in a %s where the API server refuses it',
    (kind) => {
      const differing = recorded.flatMap(({ object, manifest, answer, name }) => {
        if (object.kind !== kind) return [];
        const refused = 'refused' in answer ? answer.refused : undefined;
        const own = checkManifests([manifest]).filter(
          ({ source, severity }) => source === 'apiserver' && severity === 'error',
        );
        // A dry run takes no addresses, so that nobody asks for whom.
        if (own.some(({ rule }) => rule === 'service/cluster-ip-owner')) return [];
        const same = (refused !== undefined) === own.length > 0 && own.every(({ detail }) => refused?.includes(detail));
        return same ? [] : [{ name, refused, own: own.map(({ path, detail }) => `${path}: ${detail}`) }];
      });
      expect(differing).toEqual([]);
    },
  );

  it('is dropped from what is not known as well, and nothing but nulls is', () => {
    const custom = (spec: unknown) => ({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' }, spec });
    expect(decoded(custom({ a: null, b: [null, 0, { c: null, d: '' }], e: false }))).toEqual(
      custom({ b: [0, { d: '' }], e: false }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (spec) => {
        const without = custom(spec);
        expect(JSON.stringify(decoded(without)).includes('null')).toBe(false);
        if (!JSON.stringify(spec).includes('null')) expect(decoded(without)).toBe(without);
      }),
    );
  });
});

/** Whether a value is another one, or has defaults beside it. */
function holds(stored: unknown, own: unknown): boolean {
  if (!isObject(own) || !isObject(stored)) return JSON.stringify(stored) === JSON.stringify(own);
  return Object.entries(own).every(([key, value]) => holds(stored[key], value));
}

function isEmpty(value: unknown): boolean {
  return value === '' || (isObject(value) && Object.keys(value).length === 0);
}
