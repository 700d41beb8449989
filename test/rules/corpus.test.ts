import type { Diagnostic } from '../../src/diagnostics/diagnostic';
import type { Manifest } from '../../src/model/manifest';
import { ManifestError } from '../../src/model/manifest-error';
import { parseManifests } from '../../src/model/parse-manifests';
import { checkManifests } from '../../src/rules/check-manifests';
import { keyOf } from '../../src/terms/object-ref';
import type { Configuration, KnownFinding } from '../fixtures/corpus';
import { readCorpus } from '../fixtures/corpus';

const corpus = readCorpus();
const describeCorpus = corpus === undefined ? describe.skip : describe;

describeCorpus('published applications that run in production', () => {
  const judged = (corpus ?? []).flatMap((configuration) => {
    const manifests = parse(configuration);
    return manifests === undefined ? [] : [{ ...configuration, ...compare(configuration, checkManifests(manifests)) }];
  });

  it('are nearly all read, as some repeat keys', () => {
    expect(judged.length / (corpus ?? []).length).toBeGreaterThan(0.98);
  });

  it('get no false error', () => {
    const errors = judged.flatMap(({ name, surplus }) =>
      surplus.filter(({ severity }) => severity === 'error').map((one) => `${name}: ${placeOf(one)}`),
    );
    expect(errors).toEqual([]);
  });

  it('get a false or needless warning in at most 2 of 100', () => {
    const noisy = judged.filter(({ surplus }) => surplus.length > 0);
    const found = noisy.flatMap(({ name, surplus }) => surplus.map((one) => `${name}: ${placeOf(one)}`));
    expect([noisy.length / judged.length <= 0.02, found]).toEqual([true, expect.anything()]);
  });

  it('keep every finding that is true', () => {
    expect(judged.flatMap(({ name, missed }) => missed.map((one) => `${name}: ${one.rule} ${one.object}`))).toEqual([]);
  });
});

function parse({ name, text }: Configuration): readonly Manifest[] | undefined {
  try {
    return parseManifests(text, { source: name });
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

/** What is said beside what is known, and what is known and not said. */
function compare({ findings }: Configuration, diagnostics: readonly Diagnostic[]) {
  const loud = diagnostics.filter(({ severity }) => severity !== 'info');
  const known = new Set(findings.map(({ object, path }) => `${object} ${path}`));
  const said = new Set(loud.map((one) => `${one.rule} ${objectOf(one)} ${one.path}`));
  return {
    surplus: loud.filter((one) => !known.has(`${objectOf(one)} ${one.path}`)),
    missed: findings.filter((one) => one.judged === 'true' && !said.has(keyOfKnown(one))),
  };
}

function keyOfKnown({ rule, object, path }: KnownFinding): string {
  return `${rule} ${object} ${path}`;
}

function objectOf({ object: { kind, namespace, name } }: Diagnostic): string {
  return `${kind}/${keyOf(namespace, name)}`;
}

function placeOf(diagnostic: Diagnostic): string {
  return `${diagnostic.rule} ${objectOf(diagnostic)} ${diagnostic.path}`;
}
