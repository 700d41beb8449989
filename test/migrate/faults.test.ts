import { sideOptionsOf } from '../../src/diff/cluster-side';
import { migrate, withoutIngresses } from '../../src/migrate/migrate';
import { AskedSide } from '../../src/migrate/proof/asked-side';
import { prove } from '../../src/migrate/proof/proof';
import { translate } from '../../src/migrate/translate';
import { parseManifests } from '../../src/model/parse-manifests';
import { resolveCheckOptions } from '../../src/rules/check-options';
import type { Shown } from './shop';
import { app, ingress, TLS } from './shop';

const APPS = [app('web'), app('next'), app('web', 'pay')];
const STRIPS: Shown = {
  annotations: { 'rewrite-target': '/$2' },
  paths: [['/api(/|$)(.*)', 'ImplementationSpecific', 'web']],
};
const PATTERN: Shown = {
  annotations: { 'use-regex': 'true' },
  paths: [['/v[0-9]+/x', 'ImplementationSpecific', 'web']],
};
const SLASH: Shown = { paths: [['/docs/', 'Prefix', 'web']] };
const canary = (annotations: Shown['annotations']) =>
  ingress({ name: 'canary', annotations: { canary: 'true', ...annotations }, paths: [['/', 'Prefix', 'next']] });
const OTHER_TLS = [{ hosts: ['pay.example.com'], secretName: 'pay-tls' }];

/** What is wrong with a migration, the Ingresses, how the text of the new objects is damaged, and what then differs. */
const FAULTS: readonly (readonly [
  what: string,
  ingresses: readonly string[],
  damage: (text: string) => string,
  differs: string,
])[] = [
  ['prefix kept', [ingress(STRIPS)], (text) => text.replace(/\{"type":"URLRewrite".*?\}\}\}/, NOTHING), 'path'],
  ['an expression taken for a full match', [ingress(PATTERN)], (text) => text.replace('/x.*', '/x'), 'answer'],
  [
    'trailing slash lost',
    [ingress(SLASH)],
    (text) => text.replace('"replaceFullPath":"/docs/"', '"replaceFullPath":"/docs"'),
    'location',
  ],
  [
    'grant missing',
    [
      ingress({ tls: TLS }),
      ingress({ name: 'b', tls: TLS, paths: [['/b', 'Prefix', 'web']] }),
      ingress({ namespace: 'pay', host: 'pay.example.com', tls: OTHER_TLS }),
    ],
    (text) => text.replace('"kind":"ReferenceGrant"', '"kind":"ConfigMap"'),
    'connection',
  ],
  [
    'wrong listener',
    [ingress({ tls: TLS })],
    (text) => text.replace('"hostname":"shop.example.com"', '"hostname":"shop.example.org"'),
    'connection',
  ],
  [
    'default backend lost',
    [ingress({ defaultBackend: 'next', paths: [['/api', 'Prefix', 'web']] })],
    (text) => text.replace('"value":"/"', '"value":"/nowhere"'),
    'answer',
  ],
  [
    'redirect lost',
    [ingress({ tls: TLS })],
    (text) => text.replace('"sectionName":"http"', '"sectionName":"https"'),
    'status',
  ],
  ['case counts', [ingress(PATTERN)], (text) => text.replace('(?i)', ''), 'answer'],
  [
    'other weights',
    [ingress(), canary({ 'canary-weight': '20' })],
    (text) => text.replace('"weight":20', '"weight":30'),
    'weight',
  ],
  [
    'another header',
    [ingress(), canary({ 'canary-by-header': 'X-New' })],
    (text) => text.replace('"name":"X-New","value":"always"', '"name":"X-Old","value":"always"'),
    'backend',
  ],
];

/** A filter that does nothing. */
const NOTHING = '{"type":"RequestHeaderModifier","requestHeaderModifier":{"set":[{"name":"a","value":"b"}]}}';

describe('a faulty migration is shown by the proof:', () => {
  it.each(FAULTS)('%s', (_, ingresses, damage, differs) => {
    const manifests = parseManifests([...APPS, ...ingresses].join(''));
    expect(unexplained(migrate(manifests, OPTIONS).proof)).toEqual([]);
    const side = sideOptionsOf(resolveCheckOptions({}, manifests).cluster);
    const before = new AskedSide(manifests, side);
    const { manifests: made, notes, ingresses: keys } = translate(before.model, before.cluster, OPTIONS);
    const text = JSON.stringify(made);
    expect(damage(text)).not.toBe(text);
    const broken = JSON.parse(damage(text)) as typeof made;
    const after = new AskedSide([...withoutIngresses(manifests, keys, side.namespace), ...broken], side);
    expect(unexplained(prove(before, after, notes))).toContain(differs);
  });
});

const OPTIONS = { gatewayClass: 'gateway', gateway: 'shop/edge' };

/** What differs, and nothing explains. */
function unexplained({ differences }: ReturnType<typeof prove>): readonly string[] {
  return differences.filter(({ state }) => state === 'unexplained').flatMap((each) => each.differs);
}
