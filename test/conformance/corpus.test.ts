import type { Report } from '../../src/conformance/report';
import { verify } from '../../src/conformance/verify';
import type { Manifest } from '../../src/model/manifest';
import { ManifestError } from '../../src/model/manifest-error';
import { parseManifests } from '../../src/model/parse-manifests';
import { checkManifests } from '../../src/rules/check-manifests';
import type { Configuration } from '../fixtures/corpus';
import { readCorpus } from '../fixtures/corpus';
import { SimulatedTarget } from './simulated-target';

const corpus = readCorpus();
const describeCorpus = corpus === undefined ? describe.skip : describe;

describeCorpus('a run of published applications that work', () => {
  it('is red for none but what is truly wrong with them', async () => {
    const wrong: string[] = [];
    let asked = 0;
    for (const configuration of corpus ?? []) {
      const report = await prove(configuration);
      asked += report?.probes.length ?? 0;
      const isKnown = configuration.findings.length > 0;
      if (report !== undefined && report.summary.failed > 0 && !isKnown)
        wrong.push(describeFailures(configuration, report));
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(5_000);
  }, 300_000);
});

async function prove({ name, text }: Configuration): Promise<Report | undefined> {
  let manifests: readonly Manifest[];
  try {
    manifests = parseManifests(text, { source: name });
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
  const diagnostics = checkManifests(manifests, { provides: ['loadbalancer'] });
  return verify({ target: new SimulatedTarget(), manifests, intents: [], external: [], diagnostics });
}

function describeFailures({ name }: Configuration, { probes }: Report): string {
  const failed = probes.filter(({ result }) => result === 'failed');
  return `${name}: ${failed
    .map(({ subject, row }) => `${subject} ${row}`)
    .slice(0, 3)
    .join('; ')}`;
}
