import { sift } from '../../src/conformance/accepted';
import { verify } from '../../src/conformance/verify';
import { migrate, withoutIngresses } from '../../src/migrate/migrate';
import type { Manifest } from '../../src/model/manifest';
import { ManifestError } from '../../src/model/manifest-error';
import { parseManifests } from '../../src/model/parse-manifests';
import { checkManifests } from '../../src/rules/check-manifests';
import { keyOf } from '../../src/terms/object-ref';
import { SimulatedTarget } from '../conformance/simulated-target';
import type { Configuration } from '../fixtures/corpus';
import { readCorpus } from '../fixtures/corpus';

const corpus = readCorpus();
const describeCorpus = corpus === undefined ? describe.skip : describe;

describeCorpus('Ingresses of published applications', () => {
  const withIngress = (corpus ?? []).flatMap((configuration) => {
    const manifests = parse(configuration);
    return manifests?.some(({ kind }) => kind === 'Ingress') === true ? [{ ...configuration, manifests }] : [];
  });

  it('are many', () => {
    expect(withIngress.length).toBeGreaterThan(10);
  });

  it.each(withIngress)(
    'of $name are served alike, checked and proven once they are migrated',
    async ({ manifests, findings }) => {
      const migration = migrate(manifests, { gatewayClass: 'gateway' });
      const unexplained = migration.proof.differences.filter(
        ({ state }) => state === 'unexplained' || state === 'opens',
      );
      expect(unexplained).toEqual([]);
      const keys = new Set(manifests.flatMap(keyOfIngress));
      const after = [...withoutIngresses(manifests, keys, 'default'), ...migration.manifests];
      const known = new Set(findings.map(({ object }) => object));
      const before = new Set(checkManifests(manifests).map(({ rule, object }) => `${rule} ${JSON.stringify(object)}`));
      const diagnostics = checkManifests(after, { provides: ['loadbalancer'] });
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      expect(errors.filter(({ rule, object }) => !before.has(`${rule} ${JSON.stringify(object)}`))).toEqual([]);
      const { accepted } = sift(after, diagnostics, 'default');
      const report = await verify({
        target: new SimulatedTarget(),
        manifests: accepted,
        intents: [],
        external: [],
        diagnostics,
      });
      expect(
        report.probes.filter(({ result, subject }) => result === 'failed' && known.size === 0 && subject !== ''),
      ).toEqual([]);
    },
  );
});

function keyOfIngress({ kind, metadata }: Manifest): readonly string[] {
  const { namespace = 'default', name = '' } = metadata as { readonly namespace?: string; readonly name?: string };
  return kind === 'Ingress' ? [keyOf(namespace, name)] : [];
}

function parse({ name, text }: Configuration): readonly Manifest[] | undefined {
  try {
    return parseManifests(text, { source: name });
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}
