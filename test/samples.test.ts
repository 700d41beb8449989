import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diff } from '../src/diff/diff';
import { formatDiff } from '../src/diff/format-diff';
import { explain } from '../src/explain/explain';
import { formatExplanation } from '../src/explain/format-explanation';
import { toReach } from '../src/matchers/to-reach';
import { parseManifests } from '../src/model/parse-manifests';

const STYLE = { colors: false, width: Infinity };

const deployment = (name: string, labels: string, port?: string) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {${labels}}}
  template:
    metadata: {labels: {${labels}}}
    spec: {containers: [{name: ${name}, image: ${name}${port === undefined ? '' : `, ports: [${port}]`}}]}`;

const service = (name: string, spec: string) => `
---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: ${spec}`;

const versioned = (version: string) =>
  parseManifests(
    service('web', `{selector: {app: web, version: ${version}}, ports: [{port: 80, targetPort: 8080}]}`) +
      deployment('web', `app: web, version: ${version}`, '{containerPort: 8080}') +
      deployment('frontend', 'app: frontend'),
  );

const LOCAL = parseManifests(
  service(
    'web',
    '{type: NodePort, externalTrafficPolicy: Local, selector: {app: web}, ports: [{name: http, port: 80, targetPort: http, nodePort: 30080}]}',
  ) + deployment('web', 'app: web', '{name: http, containerPort: 8080}'),
);

const BROKEN = parseManifests(
  service('broken', '{selector: {app: web}, ports: [{port: 80, targetPort: 8081}]}') +
    deployment('web', 'app: web', '{containerPort: 8080}') +
    deployment('frontend', 'app: frontend'),
);

async function whyNot(): Promise<string> {
  const context = { isNot: false, equals: () => false, utils: { diff: () => '' } };
  return (await toReach.call(context, BROKEN, 'deployment/frontend', 'http://broken/')).message();
}

/** Where a page shows what something prints, and what it prints. */
const SAMPLES: readonly (readonly [page: string, first: string, printed: () => string | Promise<string>])[] = [
  ['docs/diff.md', 'REFUSED', () => formatDiff(diff(versioned('v1'), versioned('v2')), STYLE)],
  [
    'docs/explain.md',
    'Candidates',
    () => formatExplanation(explain(LOCAL, 'shop/web', { namespace: 'shop', from: 'outside' }), STYLE),
  ],
  ['docs/matchers.md', 'expected', whyNot],
];

test.each(SAMPLES)('%s shows what is printed', async (page, first, printed) => {
  const sample = sampleIn(page, first);
  const output = (await printed()).trimEnd().split('\n');
  const from = output.findIndex((line) => line.startsWith(first));
  expect(unlike(sample, output.slice(from))).toBeUndefined();
});

test('a sample that leaves lines out shows the others in their order', () => {
  expect(unlike(['a', '  ...', 'c ...'], ['a', 'b', 'b', 'c and more'])).toBeUndefined();
  expect(unlike(['a', 'c'], ['a', 'b', 'c'])).toBe('c');
  expect(unlike(['a', '...', 'd'], ['a', 'b', 'c'])).toBe('d');
  expect(unlike(['a'], ['a', 'b'])).toBe('b');
});

/** The lines of the block of a page that begins with a word. */
function sampleIn(page: string, first: string): readonly string[] {
  const text = readFileSync(join(__dirname, '..', page), 'utf8');
  const block = text.split(/^```\n/m).find((each) => each.startsWith(first)) ?? '';
  return block.trimEnd().split('\n');
}

/** The first line of a sample that is not in an output, or of the output that is not in the sample; `...` stands for what is left out. */
function unlike(sample: readonly string[], output: readonly string[]): string | undefined {
  let at = 0;
  let skips = false;
  for (const line of sample) {
    if (line.trim() === '...') {
      skips = true;
      continue;
    }
    const isLike = (printed: string) =>
      line.endsWith(' ...') ? printed.startsWith(line.slice(0, -4)) : printed === line;
    const found = output.findIndex((printed, index) => index >= at && isLike(printed));
    if (found < 0 || (!skips && found !== at)) return line;
    at = found + 1;
    skips = false;
  }
  return skips ? undefined : output[at];
}
