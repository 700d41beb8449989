import type { Diagnostic } from '../../src/diagnostics/diagnostic';
import type { Manifest } from '../../src/model/manifest';
import { parseManifests } from '../../src/model/parse-manifests';
import { checkManifests } from '../../src/rules/check-manifests';
import type { ApiCase, RecordedVersion } from '../fixtures/api/cases';
import { clusterOf, recordedWith } from '../fixtures/api/cases';

describe.each<RecordedVersion>(['1.34', '1.37'])('agreement with kube-apiserver %s', (version) => {
  const judged = recordedWith(version).map((testCase) => ({ ...testCase, said: judge(testCase, version) }));

  it('accepts and rejects what the API server accepts and rejects', () => {
    const disagreeing = judged.filter(({ verdict, said }) => verdict.accepted === said.rejected);
    expect(disagreeing.map(({ id, verdict }) => `${id}: server ${verdict.code}`)).toEqual([]);
  });

  it('gives the same reasons at the same fields', () => {
    const differing = judged.filter(({ verdict, said }) => {
      const causes = (verdict.causes ?? []).map(({ reason, field }) => `${reason} ${field}`);
      return (
        causes.length > 0 &&
        !equal(
          causes,
          said.errors.map(({ kind, path }) => `${kind} ${path}`),
        )
      );
    });
    expect(differing.map(({ id }) => id)).toEqual([]);
  });

  it('says so in the same words', () => {
    const differing = judged.filter(({ verdict, said }) => {
      const messages = (verdict.causes ?? []).map(({ message }) => message);
      // What the server made up cannot be foretold.
      if (messages.length === 0 || messages.some((message) => message.includes('?????'))) return false;
      return !equal(
        messages,
        said.errors.map(({ detail }) => detail),
      );
    });
    expect(differing.map(({ id }) => id)).toEqual([]);
  });

  it('warns of the same things in the same words', () => {
    const differing = judged.filter(({ verdict, said }) => {
      return (
        verdict.accepted &&
        !equal(
          verdict.warnings ?? [],
          said.warnings.map(({ detail }) => detail),
        )
      );
    });
    expect(differing.map(({ id }) => id)).toEqual([]);
  });
});

interface Said {
  readonly rejected: boolean;
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

/** What `checkManifests` says of the last object of a case, as the API server would. */
function judge(testCase: ApiCase, version: RecordedVersion): Said {
  let manifests: readonly Manifest[];
  try {
    manifests = testCase.manifests ?? parseManifests(testCase.raw ?? '');
  } catch {
    return { rejected: true, errors: [], warnings: [] };
  }
  const all = checkManifests(manifests, clusterOf(testCase, version)).filter(({ source }) => source === 'apiserver');
  const last = manifests.length === 1 ? all : all.filter(({ object }) => isLast(object, manifests.at(-1)));
  const errors = last.filter(({ severity }) => severity === 'error');
  return { rejected: errors.length > 0, errors, warnings: last.filter(({ severity }) => severity === 'warning') };
}

function isLast(object: Diagnostic['object'], last: Manifest | undefined): boolean {
  const metadata = last?.metadata as { name?: string; namespace?: string } | undefined;
  return object.name === metadata?.name && object.namespace === (metadata?.namespace ?? 'default');
}

function equal(left: readonly string[], right: readonly string[]): boolean {
  return JSON.stringify([...left].sort()) === JSON.stringify([...right].sort());
}
