import { createHash } from 'node:crypto';
import { formatPage } from '../../src/report/format-page';
import type { PageData } from '../../src/report/page-data';
import { pageOf, SHOP } from './pages';

const HOSTILE = '</script><script>alert(1)</script><!-- \u2028 \u202e ${x} `';

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const between = (html: string, start: string, end: string) => html.split(start)[1]?.split(end)[0] ?? '';

describe('a page', () => {
  const html = formatPage({ title: HOSTILE, facts: [HOSTILE], notes: [] });

  test('runs only what its policy names by hash', () => {
    const policy = between(html, 'Content-Security-Policy" content="', '"');
    const script = between(html, '</script>\n<script>', '</script>');
    const style = between(html, '<style>', '</style>');
    expect(script.length).toBeGreaterThan(10_000);
    expect(policy).toContain(`script-src ${hashOf(script)};`);
    expect(policy).toContain(`style-src ${hashOf(style)};`);
    expect(policy).toContain("default-src 'none'");
  });

  test('has what others wrote as JSON alone', () => {
    const json = between(html, 'id="data">', '</script>');
    expect(json).not.toMatch(/[<\u2028\u202e]/);
    expect((JSON.parse(json) as PageData).title).toContain('</script><script>alert(1)');
    expect(html.split('alert(1)')).toHaveLength(3);
    expect(html.split(json)[0]).not.toContain('alert');
  });
});

describe('the page of a run', () => {
  test('tells of a failed probe the way, the rules of the node and the finding that foretold it', async () => {
    const { probes = [], findings = [], rules = [] } = await pageOf(SHOP);
    const failed = probes.find(({ object, row }) => object === 'Service/shop/lost' && row === 'lost:80');
    expect(failed).toMatchObject({ mark: 'failed', outcome: 'refused' });
    expect(failed?.links?.at(-1)).toMatchObject({ link: 'endpoints', ok: false });
    expect(failed?.findings?.map((index) => findings[index]?.rule)).toContain('links/selector-matches-nothing');
    expect(rules[failed?.rules ?? -1]?.listings.flatMap(({ lines }) => lines).join('\n')).toContain('shop/lost');
  });

  test('tells each listing once, and none of what is as declared', async () => {
    const { probes = [], rules = [] } = await pageOf(SHOP);
    const titles = rules.map(({ title, listings }) => JSON.stringify([title, listings]));
    expect(new Set(titles).size).toBe(titles.length);
    expect(probes.filter(({ mark, links, rules: own }) => mark === 'passed' && (links ?? own) !== undefined)).toEqual(
      [],
    );
  });

  test('knows which lines of the map each probe of an object took', async () => {
    const { probes = [], drawing } = await pageOf(SHOP, []);
    const drawn = new Set(drawing?.lines.flatMap(({ edge }) => edge.probes));
    expect(probes.filter(({ id }) => !drawn.has(id))).toEqual([]);
  });
});
