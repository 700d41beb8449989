import { escapeXml } from '../../terms/escape-xml';
import { formatter } from '../../terms/printable';
import { layOut } from '../layout/lay-out';
import type { NetworkMap } from '../network-map';
import { MAP_STYLE } from '../picture/map-style';
import { pictureOf } from '../picture/picture';
import type { Shape } from '../picture/shape';
import { shape } from '../picture/shape';

/** A map as an SVG that needs nothing else. */
export const formatSvg = formatter((map: NetworkMap) => {
  const drawing = layOut(map);
  const [width, height] = [Math.ceil(drawing.width), Math.ceil(drawing.height)];
  const root = shape(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'map',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
    },
    shape('title', {}, 'Map of the network'),
    shape('style', {}, MAP_STYLE),
    shape('rect', { class: 'paper', width, height }),
    ...pictureOf(drawing),
  );
  return print(root);
});

function print({ tag, attributes, children }: Shape): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`);
  const content = children.map((child) => (typeof child === 'string' ? escapeXml(child) : print(child)));
  return content.length === 0 ? `<${tag}${given.join('')}/>` : `<${tag}${given.join('')}>${content.join('')}</${tag}>`;
}
