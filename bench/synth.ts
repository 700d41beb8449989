/**
 * Synthesis of many Services with full validation, paired with raw cdk8s: without a fault, and with one in a hundred that is warned
 * about, for synthesis with errors writes nothing.
 *
 *   npm run compile && npx ts-node --transpile-only bench/synth.ts [COUNT...]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, measure } from './measure';

const ROUNDS = 5;

const specOf = (targetPort: string) =>
  `{ selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: ${targetPort} }] }`;
const FAULTLESS = specOf(`'web'`);
const FAULTY = specOf(`index % 100 === 0 ? 8081 : 'web'`);
const DEPLOYMENT = `new ApiObject(chart, 'd-' + name, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: {
  selector: { matchLabels: { app: name } },
  template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'app', image: 'app', ports: [{ name: 'web', containerPort: 8080 }] }] } } } });`;
const raw = (spec: string) =>
  `new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: ${spec} });`;
const ours = (spec: string) => `new ClusterIPService(chart, name, { metadata: { name }, ...${spec} });`;

const program = (service: string, imports: string, count: number) => `
const { App, Chart, ApiObject } = require(${JSON.stringify(require.resolve('cdk8s'))});
${imports}
const app = new App();
const chart = new Chart(app, 'shop');
for (let index = 0; index < ${count}; index++) {
  const name = 'app-' + index;
  ${DEPLOYMENT}
  ${service}
}
app.synth();
`;

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-bench-'));
try {
  console.log(
    '| Services (and as many Deployments) | ours: CPU s | MiB | raw: CPU s | MiB | CPU ratio | memory ratio |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  const counts = process.argv.slice(2).map(Number);
  const lib = JSON.stringify(join(__dirname, '../lib/index.js'));
  for (const count of counts.length > 0 ? counts : [1_000, 10_000]) {
    for (const [name, spec] of Object.entries({ faultless: FAULTLESS, faulty: FAULTY })) {
      const [oursFile, rawFile] = ['ours', 'raw'].map((side) => join(folder, `${side}-${name}-${count}.js`)) as [
        string,
        string,
      ];
      writeFileSync(oursFile, program(ours(spec), `const { ClusterIPService } = require(${lib});`, count));
      writeFileSync(rawFile, program(raw(spec), '', count));
      const run = (file: string) => () => measure(['env', '-C', folder, process.execPath, file]);
      const { a, b, cpuRatio, memoryRatio } = compare(run(oursFile), run(rawFile), ROUNDS);
      const cells = [
        `${count}, ${name}`,
        a.cpuSeconds.toFixed(2),
        a.peakMiB.toFixed(0),
        b.cpuSeconds.toFixed(2),
        b.peakMiB.toFixed(0),
        cpuRatio.toFixed(2),
        memoryRatio.toFixed(2),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
