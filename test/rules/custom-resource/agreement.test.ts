import type { Diagnostic } from '../../../src/diagnostics/diagnostic';
import type { Manifest } from '../../../src/model/manifest';
import { ManifestError } from '../../../src/model/manifest-error';
import { parseManifests } from '../../../src/model/parse-manifests';
import { decodeCustom } from '../../../src/model/schema/custom/decode-custom';
import { Definitions } from '../../../src/model/schema/custom/definitions';
import { checkManifests } from '../../../src/rules/check-manifests';
import { isObject, stringOr } from '../../../src/terms/json';
import { readGatewayCases } from '../../fixtures/gateway/verdicts';

const RECORDED = readGatewayCases();

describe.each(['v1.7', 'v1.6', 'v1.5', 'v1.4'])('agreement with kube-apiserver on Gateway API %s', (version) => {
  const judged = RECORDED.map(({ id, manifests, raw, verdict, others }) => {
    return { id, verdict: others?.[version] ?? verdict, errors: errorsOf(manifests ?? raw ?? '', version) };
  });

  test('accepts and rejects what the API server accepts and rejects', () => {
    const wrong = judged.filter(({ verdict, errors }) => verdict.accepted !== (errors?.length === 0));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('gives the same reasons at the same fields in the same words', () => {
    const differing = judged.filter(({ verdict: { causes }, errors }) => {
      const said = (errors ?? []).map(({ kind, path, detail }) => [kind, path, detail]);
      return causes.length > 0 && JSON.stringify(said.sort()) !== JSON.stringify([...causes].sort());
    });
    expect(differing.map(({ id }) => id)).toEqual([]);
  });

  test('finds the same unknown fields', () => {
    const differing = judged.filter(({ verdict: { message }, errors }) => {
      const unknown = [...(message ?? '').matchAll(/unknown field "([^"]+)"/g)].map(([, field]) => field);
      return unknown.length > 0 && JSON.stringify(unknown) !== JSON.stringify((errors ?? []).map(({ path }) => path));
    });
    expect(differing.map(({ id }) => id)).toEqual([]);
  });
});

test('stores the defaults that the API server stores', () => {
  const definitions = new Definitions([], { version: 'v1.7', channel: 'standard' });
  const stored = RECORDED.filter(({ defaulted }) => defaulted !== undefined).map(
    ({ id, manifests, raw, defaulted }) => {
      const manifest = (manifests ?? parseManifests(raw ?? '')).at(-1) ?? {};
      const apiVersion = stringOr(manifest.apiVersion);
      const definition = definitions.of(apiVersion, stringOr(manifest.kind));
      const version = definition?.versions.get(apiVersion.slice(apiVersion.indexOf('/') + 1));
      if (version === undefined) throw new Error(`${id} is not defined`);
      return { id, spec: decodeCustom(manifest, version).completed.spec ?? {}, defaulted: defaulted ?? {} };
    },
  );
  expect(stored.length).toBeGreaterThan(10);
  for (const { id, spec, defaulted } of stored) expect([id, spec]).toEqual([id, defaulted]);
});

/** What the last object is refused for; undefined if the text is none. */
function errorsOf(input: readonly Manifest[] | string, version: string): readonly Diagnostic[] | undefined {
  try {
    const manifests = typeof input === 'string' ? parseManifests(input) : input;
    const last = manifests.at(-1) ?? {};
    const found = checkManifests(manifests, { gatewayApi: { version } });
    const name = isObject(last.metadata) ? last.metadata.name : undefined;
    return found.filter(({ source, severity, object }) => {
      return source === 'apiserver' && severity === 'error' && (manifests.length === 1 || object.name === name);
    });
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}
