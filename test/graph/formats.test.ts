import { formatDot } from '../../src/graph/formats/dot';
import { formatMermaid } from '../../src/graph/formats/mermaid';
import { formatSvg } from '../../src/graph/formats/svg';
import type { NetworkMap } from '../../src/graph/network-map';

const HOSTILE = 'a"]; click n0 "javascript:x" <script>alert(1)</script> & \\" #quot; `b` \u2028 %% end';

const map: NetworkMap = {
  nodes: [
    { id: 'a', tier: 'service', kind: 'Service', namespace: HOSTILE, name: HOSTILE, facts: [HOSTILE] },
    { id: HOSTILE, tier: 'pods', kind: 'Deployment', namespace: 'shop', name: 'web', facts: [], problem: HOSTILE },
  ],
  edges: [
    {
      from: 'a',
      to: HOSTILE,
      relation: 'routes',
      labels: [HOSTILE],
      counts: { failed: 1 },
      probes: ['1'],
      mark: 'failed',
    },
  ],
};

describe('whatever things are called', () => {
  test('Mermaid reads it as text', () => {
    const lines = formatMermaid(map).split('\n');
    const texts = lines.flatMap((line) => /"(.*)"/.exec(line)?.[1] ?? []);
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) expect(text.replaceAll('<br/>', '')).not.toMatch(/["<>`[\]\\]|#(?!\d+;)/);
  });

  test('DOT reads it as text', () => {
    for (const line of formatDot(map).split('\n').slice(2)) {
      const bare = line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '');
      expect(bare).toMatch(/^[\w\s=,[\]{}+>-]*$/);
    }
  });

  test('an SVG has it as text', () => {
    const svg = formatSvg(map);
    expect([...svg.matchAll(/<(\w+)/g)].map(([, tag]) => tag)).not.toContain('script');
    expect(svg).toContain('&lt;script&gt;');
    expect(svg).not.toContain('\u2028');
  });
});

test('what failed is told apart without colours', () => {
  expect(formatMermaid(map)).toContain('✗');
  expect(formatDot(map)).toContain('style=dashed');
  expect(formatSvg(map)).toContain('mark-failed');
});
