/**
 * Lays out what the site is built from, in site/pages: the README as its first page, docs/, reports to click through, and the API
 * reference, which TypeDoc makes of the docstrings. Links that leave docs/ lead to the repository.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const ROOT = join(__dirname, '..');
const PAGES = join(__dirname, 'pages');
const PUBLIC = join(PAGES, 'public');
const REPOSITORY = 'https://github.com/cdk8s-net/cdk8s-net/blob/main';

const HOME = `---
layout: home
hero:
  name: cdk8s-net
  text: Kubernetes service networking, proven before it is deployed
  tagline: Declare it in TypeScript, refuse what cannot work, prove what does by real traffic. For YAML from Helm and kustomize as well.
  image: { src: /report.png, alt: 'A report: the matrix, and the way up to the broken link' }
  actions:
    - { theme: brand, text: In a cdk8s app, link: /start/cdk8s }
    - { theme: brand, text: With Helm or YAML, link: /start/yaml }
    - { theme: alt, text: Open a report, link: /report.html, target: _blank }
features:
  - { title: check, details: 'Everything that the API server would refuse, and the mistakes across objects that it lets through.', link: /rules/ }
  - { title: verify, details: 'Real connections to every address of every Service, in this process, on kind, or on a cluster that you have.', link: /verify }
  - { title: explain, details: 'Why a name, an address or a URL is served, refused or dropped, up to the rule of kube-proxy.', link: /explain }
  - { title: diff, details: 'What a change does to the network: what is lost, gained, exposed or refused.', link: /diff }
---

`;

rmSync(PAGES, { recursive: true, force: true });
mkdirSync(PUBLIC, { recursive: true });
for (const name of markdownIn(ROOT, 'docs')) stage(name, name === 'README.md' ? 'docs/README.md' : name);
stage('CHANGELOG.md', 'docs/changelog.md');
writeFileSync(join(PAGES, 'index.md'), HOME + asHome(linked('README.md', 'docs/index.md')));
for (const image of readdirSync(join(ROOT, 'docs')).filter((name) => /\.(png|svg)$/.test(name))) {
  cpSync(join(ROOT, 'docs', image), join(PAGES, image));
}
cpSync(join(ROOT, 'docs/report.png'), join(PUBLIC, 'report.png'));
cpSync(join(ROOT, 'schema'), join(PUBLIC, 'schema'), { recursive: true });

execFileSync('npm', ['run', '--silent', 'page'], { cwd: ROOT, stdio: 'inherit' });
const shop = join(__dirname, 'shop.yaml');
cdk8sNet(1, 'verify', shop, '--report', `html=${join(PUBLIC, 'report.html')}`);
writeFileSync(join(PUBLIC, 'map.html'), cdk8sNet(0, 'graph', shop, '--format', 'html'));

execFileSync(join(__dirname, 'node_modules/.bin/typedoc'), { cwd: __dirname, stdio: 'inherit' });

function markdownIn(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

/** Writes a page of the repository where the site has it: `docs/rules/README.md` is the index of /rules/. */
function stage(page: string, at: string): void {
  const file = join(PAGES, at.replace(/^docs\//, '').replace(/README\.md$/, 'index.md'));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, linked(page, at));
}

/** The text of a page whose links fit its place on the site. */
function linked(page: string, at: string): string {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return text.replace(/(\]\()(?!https?:|#)([^)#\s]+)/g, (_, opening: string, target: string) => {
    const led = normalize(join(dirname(page), target)).replace(/\/$/, '');
    if (led === 'CHANGELOG.md') return `${opening}/changelog.md`;
    if (!led.startsWith('docs/')) return `${opening}${REPOSITORY}/${led}`;
    const there = led.slice('docs/'.length).replace(/(^|\/)README\.md$/, '$1index.md');
    if (/\.(png|svg)$/.test(there)) return `${opening}${'../'.repeat(at.split('/').length - 2) || './'}${there}`;
    return `${opening}/${/\.\w+$/.test(there) ? there : `${there}/`}`;
  });
}

/** The README below the hero, which says its title and its first sentence already. */
function asHome(text: string): string {
  return text.slice(text.indexOf('\n## '));
}

function cdk8sNet(exitCode: number, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', 'ts-node/register/transpile-only', join(ROOT, 'src/cli/main.ts'), ...words],
    { cwd: ROOT, encoding: 'utf8' },
  );
  if (status !== exitCode) throw new Error(`cdk8s-net ${words.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}
