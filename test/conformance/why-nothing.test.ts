import { NetworkModel, parseManifests } from '../../src';
import { whyNothing } from '../../src/conformance/why-nothing';

const model = NetworkModel.of(
  parseManifests(`
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { containers: [{ name: web, image: web }] }
`),
  { namespace: 'default' },
);
const world = { model, external: [], isNamespaceAssumed: true };

test('where no Pod of the input runs, it is not the input that lacks one', () => {
  expect(whyNothing([], world, 0)).toEqual([expect.stringContaining('no Pod of the input runs')]);
  expect(whyNothing([], world, 1)).toEqual([expect.stringContaining('no Pod of the input could ask')]);
});
