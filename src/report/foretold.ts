import type { Diagnostic } from '../diagnostics/diagnostic';
import type { NetworkMap } from '../graph/network-map';
import { groupBy } from '../terms/maps';
import { keyOf } from '../terms/object-ref';

/** So many findings are shown with what they foretold. */
const MOST = 5;

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** Which findings are about an object, or about what it leads to. */
export class Foretold {
  private readonly byObject: ReadonlyMap<string, readonly number[]>;
  private readonly leading: ReadonlyMap<string, readonly string[]>;
  private readonly known = new Map<string, readonly number[]>();

  constructor(
    { edges }: NetworkMap,
    private readonly findings: readonly Diagnostic[],
  ) {
    const numbers = [...findings.keys()];
    this.byObject = groupBy(numbers, (index) => idOf(findings[index] as Diagnostic));
    const ways = edges.filter(({ relation }) => relation !== 'asks' && relation !== 'runsOn' && relation !== 'applies');
    this.leading = new Map(
      [...groupBy(ways, ({ from }) => from)].map(([from, all]) => [from, all.map(({ to }) => to)]),
    );
  }

  /** Numbers of findings, the most severe first. */
  of(object: string | undefined): readonly number[] {
    if (object === undefined) return [];
    const known = this.known.get(object);
    if (known !== undefined) return known;
    const seen = new Set([object]);
    for (const id of seen) for (const next of this.leading.get(id) ?? []) seen.add(next);
    const found = [...seen].flatMap((id) => this.byObject.get(id) ?? []);
    const severity = (index: number) => SEVERITIES.indexOf((this.findings[index] as Diagnostic).severity);
    const foretold = found.sort((a, b) => severity(a) - severity(b)).slice(0, MOST);
    this.known.set(object, foretold);
    return foretold;
  }
}

function idOf({ object: { kind, namespace, name } }: Diagnostic): string {
  return `${kind}/${keyOf(namespace, name)}`;
}
