import type { Manifest } from '../../src/model/manifest';
import { judgeUpdates } from '../../src/rules/judge-updates';
import type { Recording } from '../fixtures/updates/recordings';
import { readRecordings } from '../fixtures/updates/recordings';

const recordings = readRecordings();
const OPTIONS = { namespace: 'updates', serviceClusterIPRange: ['10.96.0.0/16'] };

describe('updates that kubectl asked a real API server for', () => {
  it('are many, and of both kinds', () => {
    expect(recordings.length).toBeGreaterThan(300);
    expect(recordings.filter(({ refused }) => refused !== undefined).length).toBeGreaterThan(100);
  });

  it('are refused with the same words, or not at all', () => {
    const differences = recordings.flatMap((recording) => {
      const own = judgeUpdates([recording.old], [recording.new], OPTIONS).refused;
      const sentences = own.map(({ path, detail }) =>
        withoutChance(detail.startsWith('duplicate') ? detail : `${path}: ${detail}`),
      );
      const difference = differenceOf(sentences, saidOf(recording));
      return difference === '' ? [] : [`${recording.title}: ${difference}`];
    });
    expect(differences).toEqual([]);
  });

  const services = recordings.filter((each) => each.new.kind === 'Service');
  it.each(services.map((each) => [each.title, each] as const))('leave behind the same: %s', (_, recording) => {
    const { after } = judgeUpdates([recording.old], [recording.new], OPTIONS);
    const [stored] = after.values();
    expect(specOf(stored?.object ?? {})).toEqual(specOf(recording.stored));
  });
});

/** What either says and the other does not. */
function differenceOf(own: readonly string[], said: string): string {
  const unsaid = own.filter((sentence) => !said.includes(sentence));
  const rest = own.reduce((text, sentence) => text.replace(sentence, ''), said).replace(/^\[[ ,]*\]$|^[ ,]*$/, '');
  return unsaid.length === 0 && rest === '' ? '' : `own ${JSON.stringify(own)}, server ${JSON.stringify(said)}`;
}

/** The server's sentences, without the texts of Go's printer: structs, and what differs in them. */
function saidOf({ refused = '' }: Recording): string {
  const said = refused.replace(/^error when patching "[^"]*": /, '').replace(/^\S+ "u\d+" is invalid: /, '');
  return withoutChance(said)
    .replace(/\n@@[^]*?(?=, volumeMode: |$)/, '')
    .replace(/(spec\.template: Invalid value: )\{.*\}(: field is immutable)/, '$1{...}$2');
}

/** Without what the server chose. */
function withoutChance(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UID')
    .replace(/10\.96\.(?!0\.)\d+\.\d+/g, 'ADDRESS');
}

/** The numbers below are those that nobody is given by chance. */
const LAST_ASKED_FOR = 30_085;

function specOf({ spec }: Manifest): unknown {
  return JSON.parse(JSON.stringify(spec), (field, value: unknown) => {
    const isPort = field === 'nodePort' || field === 'healthCheckNodePort';
    if (isPort && Number(value) > LAST_ASKED_FOR) return 'PORT';
    // A cluster chooses health check node ports from both bands.
    if (field === 'healthCheckNodePort') return 'PORT';
    return typeof value === 'string' ? withoutChance(value) : value;
  });
}
