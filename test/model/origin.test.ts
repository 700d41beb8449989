import { parseManifests, positionOf } from '../../src/model/parse-manifests';

const TEXT = `# a comment
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    kubernetes.io/ingress.class: nginx
spec:
  loadBalancerSourceRanges: [10.0.0.0/8]
  selector: {app: web, app.kubernetes.io/name: web}
  ports:
    - port: 80
    - name: x
      nodePort: 1
---
{"kind": "List", "items": [
  {"kind": "A"},
  {"kind": "List", "items": [{"kind": "B", "spec": {"x": 1}}]}
]}
`;

function at(manifest: number, path: string): string {
  const found = parseManifests(TEXT, { source: 'web.yaml' })[manifest];
  const position = found === undefined ? undefined : positionOf(found, path);
  return `${position?.source}:${position?.line}:${position?.column}`;
}

describe('positionOf', () => {
  it.each([
    ['the object', '', 'web.yaml:2:1'],
    ['a field', 'spec', 'web.yaml:8:1'],
    ['a field of an item', 'spec.ports[1].nodePort', 'web.yaml:14:7'],
    ['an item', 'spec.ports[0]', 'web.yaml:12:7'],
    ['an item of a flow list', 'spec.loadBalancerSourceRanges[0]', 'web.yaml:9:30'],
    ['a field that the API server writes with a capital', 'spec.LoadBalancerSourceRanges[0]', 'web.yaml:9:30'],
    ['a key of a map', 'spec.selector[app]', 'web.yaml:10:14'],
    ['a key that goes on where another ends', 'spec.selector[app.kubernetes.io/name]', 'web.yaml:10:24'],
    ['an annotation', 'metadata.annotations[kubernetes.io/ingress.class]', 'web.yaml:7:5'],
    ['an annotation as the API server writes it', 'annotations.kubernetes.io/ingress.class', 'web.yaml:7:5'],
    ['what would hold a missing field', 'spec.ports[0].name', 'web.yaml:12:7'],
    ['what would hold a missing item', 'spec.ports[7].name', 'web.yaml:11:3'],
    ['the object, when nothing is there', 'status.loadBalancer', 'web.yaml:2:1'],
  ])('finds %s', (_, path, position) => expect(at(0, path)).toBe(position));

  it('finds what stands in lists', () => {
    expect(at(1, '')).toBe('web.yaml:17:3');
    expect(at(2, 'spec.x')).toBe('web.yaml:18:53');
  });

  it('knows nothing of objects that were not parsed', () => {
    expect(positionOf({ kind: 'Service' }, 'kind')).toBeUndefined();
  });

  it('tells documents of one text apart', () => {
    const manifests = parseManifests('kind: A\n---\nkind: B\n---\n# c\n\nkind: C\n');
    expect(manifests.map((manifest) => positionOf(manifest, 'kind')?.line)).toEqual([1, 3, 7]);
  });
});
