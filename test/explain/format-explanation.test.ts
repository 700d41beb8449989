import { formatExplanation } from '../../src/explain/format-explanation';
import { explainShop } from './shop';

const text = (what: string, options = {}) => formatExplanation(explainShop(what, options), { colors: false });

describe('an explanation for people', () => {
  test('begins with one sentence, and has its parts in the order of the way', () => {
    const lines = text('shop/local', { from: 'outside' }).split('\n');
    const titles = lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split(' ')[0]);
    expect(titles).toEqual(['Service', 'DNS', 'Service', 'Variables', 'Endpoints', 'Candidates', 'Clients']);
    expect(lines.some((line) => line.endsWith(' '))).toBe(false);
  });

  test('groups clients by what they connect to', () => {
    const printed = text('shop/web');
    expect(printed.match(/^ {2}-> /gm)).toHaveLength(1);
    expect(printed.match(/^ {4}[✓✗] /gm)).toHaveLength(3);
  });

  test('begins with the route of a URL', () => {
    expect(text('http://shop.example.com/cart').split('\n\n')[1]).toMatch(
      /^Route\n {2}✓ Exact shop\.example\.com\/cart/,
    );
    expect(text('http://shop.example.com/cart')).toContain('HTTP 503');
  });

  test('is nothing but the rules when they are asked for', () => {
    expect(text('shop/web', { rules: 'nftables' })).toMatch(/^table ip kube-proxy \{\n[\s\S]*\n\}$/);
    expect(text('shop/web', { rules: 'iptables' })).toMatch(/^\*nat\n[\s\S]*COMMIT\n\*filter\n[\s\S]*COMMIT$/);
  });

  test('has colours where they are wanted', () => {
    expect(formatExplanation(explainShop('shop/web'), { colors: true })).toContain('\u001b[');
    expect(text('shop/web')).not.toContain('\u001b[');
  });

  test.each([60, 80, 120])('fits into %i columns, but for words that are longer', (width) => {
    const shown = String(formatExplanation(explainShop('http://shop.example.com/cart'), { colors: false, width }));
    const beyond = shown.split('\n').filter((line) => line.length > width && line.trim().includes(' '));
    expect(beyond).toEqual([]);
    expect(shown.replaceAll(/\s+/g, ' ')).toBe(text('http://shop.example.com/cart').replaceAll(/\s+/g, ' '));
  });
});
