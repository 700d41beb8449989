import { sideOptionsOf } from '../../src/diff/cluster-side';
import { objectOf } from '../../src/migrate/edge';
import { withoutIngresses } from '../../src/migrate/migrate';
import { AskedSide } from '../../src/migrate/proof/asked-side';
import { prove } from '../../src/migrate/proof/proof';
import { translate } from '../../src/migrate/translate';
import { parseManifests } from '../../src/model/parse-manifests';
import { resolveCheckOptions } from '../../src/rules/check-options';
import { ACCESS } from './pairs/access';
import { BACKENDS } from './pairs/backends';
import { CANARIES } from './pairs/canaries';
import type { Pair } from './pairs/pair';
import { REWRITES } from './pairs/rewrites';
import { app, ingress } from './shop';

const PAIRS = [...REWRITES, ...CANARIES, ...ACCESS, ...BACKENDS];

it('there are as many pairs as the public migration suite has', () => {
  expect(new Set(PAIRS.map(({ of }) => of)).size).toBe(97);
});

describe('the proof says of an Ingress and a Gateway form of it what is known to differ:', () => {
  it.each(PAIRS)('$of', ({ differs = [], also = [], depends, told = [], ...pair }) => {
    const proof = proofOf(pair);
    const found = proof.differences.filter(({ name }) => !ALWAYS.has(name));
    expect(kindsOf(found)).toEqual([...differs, ...also].sort());
    expect([...new Set(proof.unknown.map(({ why }) => why.split(': ').at(-1)))]).toEqual(
      depends === undefined ? [] : [depends],
    );
    expect(
      [...new Set(proof.notes.flatMap(({ annotation, name }) => (annotation === undefined ? [] : [name])))].sort(),
    ).toEqual([...told].sort());
  });
});

/** The controller answers every host over TLS, with a certificate of its own where there is none. The forms have no listener for that. */
const ALWAYS = new Set(['fake-certificate']);

function kindsOf(differences: ReturnType<typeof prove>['differences']): readonly string[] {
  return [
    ...new Set(differences.map(({ state, name, differs }) => (state === 'unexplained' ? differs.join(' ') : name))),
  ].sort();
}

const EDGE = objectOf('Gateway', 'shop', 'edge', {
  gatewayClassName: 'traefik',
  listeners: [
    { name: 'http', port: 80, protocol: 'HTTP' },
    { name: 'passed', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } },
  ],
});

function proofOf({
  ingress: main,
  more = [],
  objects = [],
  routes,
}: Omit<Pair, 'differs' | 'also' | 'depends' | 'told'>) {
  const text = [app('web'), app('next'), app('tls'), ingress(main), ...more.map((each) => ingress(each))].join('');
  const given = [...parseManifests(text), ...objects];
  const side = sideOptionsOf(resolveCheckOptions({}, given).cluster);
  const before = new AskedSide(given, side);
  const { notes, ingresses } = translate(before.model, before.cluster, { gatewayClass: 'traefik' });
  const after = new AskedSide([...withoutIngresses(given, ingresses, side.namespace), EDGE, ...routes], side);
  return prove(before, after, notes);
}
