import { Conntrack } from '../../../src/targets/embedded/conntrack';
import { toPod } from './fake-cluster';

const connection = (pod: string) => ({ delivered: toPod(pod), sourcePort: 4711 });

test('a connection is found by transport and both ports', () => {
  const conntrack = new Conntrack();
  conntrack.add('tcp', 1000, 80, connection('shop/a'));
  conntrack.add('udp', 1000, 80, connection('shop/b'));
  conntrack.add('tcp', 1000, 81, connection('shop/c'));
  expect(conntrack.find('tcp', 1000, 80)).toEqual(connection('shop/a'));
  expect(conntrack.find('udp', 1000, 80)).toEqual(connection('shop/b'));
  expect(conntrack.find('tcp', 1001, 80)).toBeUndefined();
});

test('the end of a connection does not make the next one of the same ports forgotten', () => {
  const conntrack = new Conntrack();
  const forget = conntrack.add('tcp', 1000, 80, connection('shop/a'));
  const forgetNext = conntrack.add('tcp', 1000, 80, connection('shop/b'));
  forget();
  expect(conntrack.find('tcp', 1000, 80)).toEqual(connection('shop/b'));
  forgetNext();
  expect(conntrack.size).toBe(0);
});

test('whoever waits for the end of a connection is told of it once', () => {
  const conntrack = new Conntrack();
  const one = connection('shop/a');
  const forget = conntrack.add('udp', 1000, 80, one);
  const ended = vi.fn();
  conntrack.onEnd(one, ended);
  conntrack.add('udp', 1001, 80, connection('shop/b'))();
  expect(ended).not.toHaveBeenCalled();
  forget();
  forget();
  expect(ended).toHaveBeenCalledOnce();
});
