import { readdirSync } from 'node:fs';
import { defineConfig } from 'vitepress';

const pagesIn = (folder: string) =>
  readdirSync(new URL(`../pages/${folder}`, import.meta.url))
    .filter((name) => name.endsWith('.md') && name !== 'index.md')
    .map((name) => name.slice(0, -'.md'.length))
    .map((name) => ({ text: name, link: `/${folder}/${name}` }));

const section = (text: string, pages: Readonly<Record<string, string>>) => ({
  text,
  items: Object.entries(pages).map(([title, link]) => ({ text: title, link })),
});

export default defineConfig({
  title: 'cdk8s-net',
  description: 'Declare Kubernetes service networking in TypeScript, refuse what cannot work, prove what does.',
  srcDir: 'pages',
  cleanUrls: true,
  // None: browsers need not ask for one that is not there.
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Start', link: '/start/cdk8s' },
      { text: 'Rules', link: '/rules/' },
      { text: 'Constructs', link: '/constructs/' },
      { text: 'API', link: '/api/' },
      { text: 'A report', link: '/report.html', target: '_blank' },
    ],
    sidebar: {
      '/': [
        section('Start', {
          'In a cdk8s app': '/start/cdk8s',
          'With Helm, kustomize or YAML': '/start/yaml',
          'In a repository of many things': '/adopt',
        }),
        section('Commands', {
          verify: '/verify',
          explain: '/explain',
          diff: '/diff',
          graph: '/graph',
          'Reports as pages': '/report',
          'Files and folders': '/folders',
        }),
        section('Use it', {
          Intents: '/intents',
          'In jest and vitest': '/matchers',
          'In cdk8s synth': '/plugin',
          'In CI': '/ci',
          'On clusters': '/clusters',
          Configuration: '/configuration',
          'Rules of your own': '/own-rules',
        }),
        section('Networks', {
          'Gateway API': '/gateway',
          'Ingress controllers': '/ingress-controllers',
          NetworkPolicies: '/network-policies',
          'IPv4, IPv6 and both': '/dual-stack',
        }),
        section('Coming from', {
          'cdk8s-plus Services': '/from-cdk8s-plus',
          'ingress-nginx': '/leaving-ingress-nginx',
        }),
        section('About it', {
          'How it is proven': '/proof',
          'Conformance to Gateway API': '/gateway-conformance',
          'Beside other tools': '/compare',
          Changes: '/changelog',
        }),
        { text: 'Constructs', collapsed: true, items: pagesIn('constructs') },
      ],
    },
    socialLinks: [{ icon: 'github', link: 'https://github.com/cdk8s-net/cdk8s-net' }],
  },
});
