import { formatter } from '../terms/printable';
import { assets } from './assets';
import type { PageData } from './page-data';

/**
 * A page that needs nothing else: no network, no other file. What others wrote stands in it as JSON and nowhere as HTML; the
 * only script and style that browsers run are those whose hashes its policy names.
 */
export const formatPage = formatter((data: PageData) => {
  const { script, style } = assets();
  const policy = [
    "default-src 'none'",
    `script-src '${script.hash}'`,
    `style-src '${style.hash}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<title>cdk8s-net</title>',
    `<style>${style.text}</style>`,
    '</head>',
    '<body>',
    '<div id="page"><p class="waiting">This page is drawn by its own script, which has not run: open the file in a browser that allows JavaScript.</p></div>',
    `<script type="application/json" id="data">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`,
    `<script>${script.text}</script>`,
    '</body>',
    '</html>',
  ].join('\n');
});
