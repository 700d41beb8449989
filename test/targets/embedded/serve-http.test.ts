import { EventEmitter } from 'node:events';
import { createServer } from 'node:http2';
import { Conntrack } from '../../../src/targets/embedded/conntrack';
import { serveHttp } from '../../../src/targets/embedded/serve-http';

/** A connection of HTTP/2 whose time passes when somebody says so. */
class Session extends EventEmitter {
  destroy = vi.fn();
  private elapsed = () => {};

  setTimeout(_ms: number, elapsed: () => void): void {
    this.elapsed = elapsed;
  }

  pass(times: number): void {
    for (let time = 0; time < times; time++) this.elapsed();
  }
}

function served(): Session {
  const session = new Session();
  serveHttp(createServer(), new Conntrack(), { answer: () => {} }).emit('session', session as never);
  return session;
}

describe('a connection of HTTP/2 on which nothing happens', () => {
  test('is cut off', () => {
    const session = served();
    session.pass(1);
    expect(session.destroy).toHaveBeenCalled();
  });

  test('stays while a request is answered, however busy the machine', () => {
    const session = served();
    session.emit('stream', new EventEmitter());
    session.pass(5);
    expect(session.destroy).not.toHaveBeenCalled();
  });

  test('is cut off once the request has been answered', () => {
    const session = served();
    const stream = new EventEmitter();
    session.emit('stream', stream);
    stream.emit('close');
    session.pass(1);
    expect(session.destroy).toHaveBeenCalled();
  });

  test('is cut off in the end, as nobody notices that a client has left after an error of the protocol', () => {
    const session = served();
    session.emit('stream', new EventEmitter());
    session.pass(6);
    expect(session.destroy).toHaveBeenCalled();
  });
});
