import { failing, FocusError, focused } from '../../src/graph/focus';
import { deployment, mapOf, plain, service } from './network';

const map = mapOf(
  `${deployment('web')}${deployment('api')}${plain('web')}${plain('api')}${service('lost', '{selector: {app: nobody}, ports: [{port: 80}]}')}`,
);
const ids = ({ nodes }: typeof map) => nodes.map(({ id }) => id).sort();

describe('a focus', () => {
  test('shows what is so many lines away', () => {
    expect(ids(focused(map, 'shop/api', 0))).toEqual(['Deployment/shop/api', 'Service/shop/api']);
    expect(ids(focused(map, 'Service/shop/api', 1))).toEqual(
      ['Deployment/shop/api', 'Service/shop/api', 'clients/Pods/shop'].sort(),
    );
  });

  test('looks for nobody behind those who are connected with everything', () => {
    expect(ids(focused(map, 'Service/shop/api', 5))).not.toContain('Service/shop/web');
  });

  test('on what stands around everything shows its neighbours', () => {
    expect(ids(focused(map, 'worker', 1))).toContain('Node/worker');
  });

  test('on what is not there says what may be meant', () => {
    expect(() => focused(map, 'shop/apy', 2)).toThrow(FocusError);
    expect(() => focused(map, 'shop/apy', 2)).toThrow(/shop\/api/);
  });
});

test('what fails is shown with those who ask for it, and nothing else', () => {
  expect(ids(failing(map))).toEqual(['Service/shop/lost', 'clients/Pods/shop'].sort());
  expect(failing(mapOf(`${deployment('web')}${plain('web')}`))).toEqual({ nodes: [], edges: [] });
});
