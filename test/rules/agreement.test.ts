import type { Diagnostic } from '../../src/diagnostics/diagnostic';
import type { Manifest } from '../../src/model/manifest';
import { parseManifests } from '../../src/model/parse-manifests';
import { checkManifests } from '../../src/rules/check-manifests';
import type { CheckOptions } from '../../src/rules/check-options';
import type { RecordedVersion, ServerVerdict } from '../fixtures/api/cases';
import { clusterOf, recordedWith } from '../fixtures/api/cases';
import { readWorkloadCases } from '../fixtures/workloads/cases';

interface Recorded {
  readonly id: string;
  readonly manifests?: readonly Manifest[];
  readonly raw?: string;
  readonly options: CheckOptions;
  readonly verdict: ServerVerdict;
}

const network = (version: RecordedVersion): readonly Recorded[] =>
  recordedWith(version).map((testCase) => ({ ...testCase, options: clusterOf(testCase, version) }));

const WORKLOADS: readonly Recorded[] = readWorkloadCases().map((testCase) => ({ ...testCase, options: {} }));

describe.each<[string, readonly Recorded[]]>([
  ['kube-apiserver 1.34', network('1.34')],
  ['kube-apiserver 1.37', network('1.37')],
  ['kube-apiserver 1.34 on workloads', WORKLOADS],
])('agreement with %s', (_, cases) => {
  const judged = cases.map((testCase) => ({ ...testCase, said: judge(testCase) }));

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

describe('agreement with kube-apiserver 1.34 on what cannot be decoded', () => {
  it('names the fields of workloads in the same words', () => {
    const undecoded = WORKLOADS.filter(({ verdict }) => verdict.code === 400);
    const differing = undecoded.filter((testCase) => {
      // The API server stops at the first field of a wrong type.
      const details = judge(testCase).errors.map(({ detail }) => detail);
      return !details.some((detail) => testCase.verdict.message?.includes(detail));
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
function judge({ manifests: given, raw = '', options }: Recorded): Said {
  let manifests: readonly Manifest[];
  try {
    manifests = given ?? parseManifests(raw);
  } catch {
    return { rejected: true, errors: [], warnings: [] };
  }
  const all = checkManifests(manifests, options).filter(({ source }) => source === 'apiserver');
  const last = manifests.length === 1 ? all : all.filter(({ object }) => isLast(object, manifests.at(-1)));
  const errors = last.filter(({ severity }) => severity === 'error');
  // Some warnings of the API server are worth no more than an information here.
  return { rejected: errors.length > 0, errors, warnings: last.filter(({ severity }) => severity !== 'error') };
}

function isLast(object: Diagnostic['object'], last: Manifest | undefined): boolean {
  const metadata = last?.metadata as { name?: string; namespace?: string } | undefined;
  return object.name === metadata?.name && object.namespace === (metadata?.namespace ?? 'default');
}

/** Whether the same was said, however often: kubectl prints a sentence once. */
function equal(left: readonly string[], right: readonly string[]): boolean {
  return JSON.stringify(distinct(left)) === JSON.stringify(distinct(right));
}

function distinct(list: readonly string[]): readonly string[] {
  return [...new Set(list)].sort();
}
