import { bundled } from '../../src/graph/bundle';
import type { NetworkMap } from '../../src/graph/network-map';
import { deployment, mapOf, plain, service } from './network';

const names = Array.from({ length: 40 }, (_, index) => `app-${index}`);
const map = mapOf(
  `${names.map((name) => `${deployment(name)}${plain(name)}`).join('')}${service('lost', '{selector: {app: nobody}, ports: [{port: 80}]}')}`,
);

const probesOf = ({ edges }: NetworkMap) =>
  edges.flatMap(({ counts }) => Object.values(counts)).reduce((a, b) => a + b, 0);

describe('equal ones', () => {
  const bundle = bundled(map);

  test('stand together, however many', () => {
    expect(bundle.nodes.filter(({ tier }) => tier === 'service')).toMatchObject([
      { name: '40 Services', members: names },
      { name: 'lost' },
    ]);
    expect(bundle.nodes.filter(({ tier }) => tier === 'pods')).toMatchObject([{ name: '40 Deployments' }]);
  });

  test('lose nobody and no probe', () => {
    const members = bundle.nodes.flatMap(({ name, members: all = [name] }) => all);
    const given = map.nodes.flatMap(({ name, members: all = [name] }) => all);
    expect(members.sort()).toEqual(given.sort());
    expect(probesOf(bundle)).toBe(probesOf(map));
  });

  test('have lines that end somewhere', () => {
    const ids = new Set(bundle.nodes.map(({ id }) => id));
    expect(bundle.edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
  });
});
