import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { formatCheckPage } from '../../src/cli/check-page';
import { clusterFor } from '../../src/explain/cluster-for';
import { explain } from '../../src/explain/explain';
import { explainPage } from '../../src/report/explain-page';
import { formatPage } from '../../src/report/format-page';
import { checkManifests } from '../../src/rules/check-manifests';
import { parse } from '../dataplane/support';
import { describeInBrowser, open } from './browser';
import { manyProbes, pageOf, pageOfChange, SHOP } from './pages';

vi.setConfig({ testTimeout: 180_000 });

const cell = (page: Page, row: string, client: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByText(row, { exact: true }) })
    .getByRole('gridcell', { name: client });

describeInBrowser('a report', () => {
  let html: string;
  beforeAll(async () => {
    html = formatPage(await pageOf(SHOP));
  });

  test('is one file, and asks for nothing else', async () => {
    const { requests, messages } = await open(html);
    expect(requests).toHaveLength(1);
    expect(messages).toEqual([]);
  });

  test('folds what is as declared, and opens what is not', async () => {
    const { page } = await open(html);
    await expect(page.getByText('lost:80', { exact: true }).count()).resolves.toBe(1);
    await expect(page.getByText('web:80', { exact: true }).count()).resolves.toBe(0);
    await page.getByRole('button', { name: 'Open all' }).click();
    await page.getByText('web:80', { exact: true }).waitFor();
  });

  test('leads from a red cell to its cause, and on to the map', async () => {
    const { page } = await open(html);
    await cell(page, 'lost:80', 'shop/api').click();
    const details = page.getByRole('complementary');
    await details.getByText('links/selector-matches-nothing').waitFor();
    expect(await details.locator('.walk .broken').textContent()).toContain('app: ap');
    await details.getByText('What kube-proxy programs').click();
    expect((await details.locator('pre').allTextContents()).join()).toContain('shop/lost');
    await details.getByRole('button', { name: 'Show the way on the map' }).click();
    expect(await page.locator('g[role=button].lit').first().getAttribute('aria-label')).toMatch(/lost|web/);
    expect(await page.locator('.sheet .line.lit').count()).toBeGreaterThan(0);
  });

  test('can be used with the keys alone', async () => {
    const { page } = await open(html);
    await page.locator('[role=rowheader][tabindex="0"]').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight'])
      await page.keyboard.press(key);
    // Focus follows once the page is drawn again.
    await page.locator(':focus[aria-label]').waitFor();
    const here = await page.locator(':focus').getAttribute('aria-label');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').waitFor();
    expect(await page.locator('h2:focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('complementary').count()).toBe(0);
    await page.locator(':focus[aria-label]').waitFor();
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe(here);
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByRole('row').first().getAttribute('aria-expanded')).toBe('false');
  });

  test('has the focus where the keys led, however fast they come', async () => {
    const { page } = await open(html);
    await page.locator('[role=rowheader][tabindex="0"]').focus();
    // Each is handled, and none waits until the page is drawn.
    await page.evaluate(`(async () => {
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight']) {
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        await Promise.resolve();
        await Promise.resolve();
      }
    })()`);
    await page.locator('[tabindex="0"][role]:focus').waitFor({ timeout: 5_000 });
  });

  test('shows what is looked for', async () => {
    const { page } = await open(html);
    await page.getByRole('searchbox').fill('lost');
    expect(await page.getByRole('row').filter({ hasText: 'ClusterIP api' }).count()).toBe(0);
    await page.getByRole('searchbox').fill('');
    await page.getByLabel('All namespaces').selectOption('other');
    expect(await page.getByRole('row').filter({ hasText: 'lost' }).count()).toBe(0);
    await page.getByLabel('All namespaces').selectOption('');
  });

  test('shows what ended in one way alone, from wherever its number is clicked', async () => {
    const { page } = await open(html);
    await page.getByRole('tab', { name: 'Map' }).click();
    await page.getByRole('button', { name: /\d not as declared/ }).click();
    const rows = page.locator('.line.level-3');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(await rows.filter({ has: page.locator('.cell.mark-failed') }).count());
    await page.getByRole('button', { name: /\d not as declared/ }).click();
    expect(await page.getByRole('status').textContent()).toBe('');
  });

  test('tells of all ways to ask for something what is not as declared, and that once', async () => {
    const { page } = await open(html);
    await cell(page, 'ClusterIP lost', 'shop/api').click();
    const details = page.getByRole('complementary');
    await details.locator('.walk').waitFor();
    expect(await details.locator('.walk').count()).toBe(1);
    expect(await details.locator('.probe').first().locator('.rows').textContent()).toContain('lost.shop');
    expect(await details.locator('.fine .probe').first().isVisible()).toBe(false);
  });

  test('leaves of the map what does not work', async () => {
    const { page } = await open(html);
    await page.getByRole('tab', { name: 'Map' }).click();
    await page.getByRole('button', { name: 'Only what does not work' }).click();
    const lit = page.locator('.sheet g[role=button].lit');
    expect((await lit.allTextContents()).join()).toContain('lost');
    expect((await lit.allTextContents()).join()).not.toContain('ClusterIP · 80 → 8080');
  });

  test('opens at the probe that its address names', async () => {
    const { page } = await open(html, {}, '#probe=001');
    expect(await page.getByRole('complementary').locator('h2').textContent()).toContain('→');
  });

  test.each([
    ['a wide window', { viewport: { width: 1360, height: 900 } }],
    ['a phone', { viewport: { width: 390, height: 780 } }],
  ])('fits into %s', async (_, options) => {
    const { page } = await open(html, options);
    const beyond = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(beyond).toBe(0);
  });

  test('is printed whole', async () => {
    const { page } = await open(html);
    await page.emulateMedia({ media: 'print' });
    for (const view of ['matrix', 'map', 'findings']) {
      expect(await page.locator(`#view-${view}`).isVisible()).toBe(true);
    }
    expect(await page.getByRole('tab').first().isVisible()).toBe(false);
  });
});

describeInBrowser('the page of a difference', () => {
  const html = formatPage(pageOfChange());

  test('is one file, and has what is lost with the field that did it', async () => {
    const { page, requests, messages } = await open(html);
    expect([requests.length, messages]).toEqual([1, []]);
    const lost = page.getByRole('region', { name: /^Lost/ });
    await lost.getByText('web:80', { exact: true }).waitFor();
    expect(await lost.getByText('spec.selector.app').count()).toBeGreaterThan(0);
    expect(await lost.locator('del').first().textContent()).toBe('web');
    expect(await lost.locator('ins').first().textContent()).toBe('nobody');
  });

  test('shows what is looked for', async () => {
    const { page } = await open(html);
    await page.getByRole('button', { name: /^Lost/ }).click();
    expect(await page.getByRole('region', { name: /^Lost/ }).count()).toBe(0);
    await page.getByRole('searchbox').fill('nothing that there is');
    await page.getByText('Nothing of it matches').waitFor();
  });

  test('fits a phone', async () => {
    const { page } = await open(html, { viewport: { width: 390, height: 780 } });
    const beyond = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(beyond).toBe(0);
  });
});

describeInBrowser('whatever things are called', () => {
  const hostile = `"<img src=x onerror=alert(1)></script><script>alert(2)</script>"`;
  const yaml = `${SHOP.replaceAll('name: http', `name: ${hostile}`)}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${hostile}, namespace: shop}
spec: {rules: [{host: ${hostile}, http: {paths: [{path: ${hostile}, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}`;

  test('browsers take it for text', async () => {
    const { page, messages, requests } = await open(formatPage(await pageOf(yaml)));
    await page.getByRole('button', { name: 'Open all' }).click();
    for (const tab of ['Map', 'Findings']) await page.getByRole('tab', { name: tab }).click();
    expect(await page.locator('img, .line script, .finding script').count()).toBe(0);
    expect(await page.getByText('<img src=x onerror').count()).toBeGreaterThan(0);
    expect(messages).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  test('scripts and handlers that somebody brings in do not run', async () => {
    const { page } = await open(formatPage(await pageOf(SHOP)));
    const handler = page.evaluate('document.body.setAttribute("onclick", "document.title = 1")');
    await expect(handler).rejects.toThrow(/Trusted/);
    const asHtml = page.evaluate('document.body.insertAdjacentHTML("beforeend", "<b>x</b>")');
    await expect(asHtml).rejects.toThrow(/Trusted/);
    const script = page.evaluate(`
      const script = document.createElement('script');
      script.append('document.title = "run"');
      document.body.append(script);`);
    await script.catch(() => {});
    expect(await page.title()).not.toBe('run');
  });
});

describeInBrowser('a report of 20,000 probes', () => {
  const html = manyProbes(20_000);

  test('draws only what can be seen, to the end', async () => {
    const { page } = await open(html);
    await page.getByRole('button', { name: 'Open all' }).click();
    const rows = Number(await page.getByRole('treegrid').getAttribute('aria-rowcount'));
    expect(rows).toBeGreaterThan(4000);
    expect(await page.getByRole('row').count()).toBeLessThan(120);
    await page.evaluate('document.querySelector(".grid").scrollTo(0, 1e9)');
    await page.locator(`[aria-rowindex="${rows}"]`).waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(120);
  });

  test('finds one of them', async () => {
    const { page } = await open(html);
    await page.getByRole('searchbox').fill('app-799');
    expect(await page.getByRole('status').textContent()).toBe('25 of 20,000 probes');
  });
});

describeInBrowser('nothing is serious for those who see or hear it otherwise', () => {
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  interface Violation {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }

  async function violations(page: Page): Promise<readonly unknown[]> {
    await page.evaluate(axe);
    const found = await page.evaluate<readonly Violation[]>('axe.run().then(({ violations }) => violations)');
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html.slice(0, 300))]);
  }

  const manifests = parse(SHOP);
  const found = checkManifests(manifests);
  const input = { manifests, deployments: [manifests], units: [], intents: [], unreadable: [], skipped: [], notes: [] };
  const pages = {
    verify: async () => formatPage(await pageOf(SHOP)),
    check: () => formatCheckPage(input as never, found, found, {}),
    diff: () => formatPage(pageOfChange()),
    explain: () =>
      formatPage(explainPage(explain(manifests, 'shop/lost', { rules: 'iptables' }), clusterFor(manifests))),
  };

  test.each([
    ['verify', 'light'],
    ['verify', 'dark'],
    ['check', 'light'],
    ['explain', 'dark'],
    ['diff', 'light'],
    ['diff', 'dark'],
  ] as const)('%s, %s', async (name, colorScheme) => {
    const { page } = await open(await pages[name](), { colorScheme, bypassCSP: true });
    if (name === 'verify') await cell(page, 'lost:80', 'shop/api').click();
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      expect(await violations(page)).toEqual([]);
    }
  });
});
