import { parseManifests } from '../../src/model/parse-manifests';
import { judgeUpdates } from '../../src/rules/judge-updates';
import { UPDATE_RULES } from '../../src/rules/update';
import type { UpdateExample } from '../../src/rules/update-rule';

const passing = UPDATE_RULES.flatMap(({ id, passing: all }) =>
  all.map((example) => [`${id}: ${example.title}`, example] as const),
);
const failing = UPDATE_RULES.flatMap(({ id, failing: all }) =>
  all.map((example) => [`${id}: ${example.title}`, id, example] as const),
);

describe('examples of the rules for updates', () => {
  it.each(passing)('%s: passes', (_, example) => {
    expect(refusalsOf(example)).toEqual([]);
  });

  it.each(failing)('%s: fails', (_, rule, example) => {
    const { path, kind } = example;
    expect(refusalsOf(example)).toContainEqual(expect.objectContaining({ rule, path, kind, severity: 'error' }));
  });

  it('shows every rule from both sides', () => {
    const incomplete = UPDATE_RULES.filter((rule) => rule.passing.length === 0 || rule.failing.length === 0);
    expect(incomplete.map(({ id }) => id)).toEqual([]);
  });
});

describe('an update that is refused', () => {
  it('leaves what is stored as it was', () => {
    const [old, after] = ['a', 'b'].map((name) =>
      parseManifests(
        `apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: x }\nspec: { controller: example.com/${name} }`,
      ),
    );
    const judged = judgeUpdates(old ?? [], after ?? []);
    expect(judged.refused).toHaveLength(1);
    expect([...judged.after]).toEqual([...judged.before]);
  });

  it('gives back the node port that it had taken', () => {
    const service = (name: string, nodePort: number, more = '') =>
      parseManifests(
        `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { type: NodePort, ${more}ports: [{ port: 80, nodePort: ${nodePort} }] }`,
      );
    const old = service('a', 30001, 'clusterIP: 10.96.0.5, ');
    const refused = service('a', 30002, 'clusterIP: 10.96.0.6, ');
    const judged = judgeUpdates(old, [...refused, ...service('b', 30002), ...service('c', 30001)]);
    expect(judged.refused.map(({ object, path }) => `${object.name} ${path}`)).toEqual([
      'a spec.clusterIPs[0]',
      'c spec.ports[0].nodePort',
    ]);
  });
});

function refusalsOf({ old, manifests, options }: UpdateExample) {
  return judgeUpdates(parseManifests(old), parseManifests(manifests), options).refused;
}
