import { createHook } from 'node:async_hooks';

/** Where this process has been on the network since it was asked: `connect 127.0.0.1`, `bind 127.0.0.1`, `lookup example.com`. */
export class Addresses implements Disposable {
  readonly seen = new Map<string, number>();
  private readonly undo: (() => void)[] = [];

  /**
   * Watches the functions that Node itself calls the system with, below everything that a program or a package can use. Names
   * that the system is asked for are told by the requests that do so.
   */
  constructor() {
    const { TCP } = bindings('tcp_wrap');
    const { UDP } = bindings('udp_wrap');
    const { Pipe } = bindings('pipe_wrap');
    for (const suffix of ['', '6']) {
      this.watch(TCP, `connect${suffix}`, ([, address]) => `connect ${String(address)}`);
      this.watch(TCP, `bind${suffix}`, ([address]) => `bind ${String(address)}`);
      this.watch(UDP, `bind${suffix}`, ([address]) => `bind ${String(address)}`);
      this.watch(UDP, `connect${suffix}`, ([address]) => `connect ${String(address)}`);
      // Without an address, to where the socket is connected.
      this.watch(UDP, `send${suffix}`, (args) => (args.length > 4 ? `send ${String(args[4])}` : undefined));
    }
    this.watch(Pipe, 'connect', ([, path]) => `connect ${String(path)}`);
    const lookups: { readonly hostname?: string }[] = [];
    const hook = createHook({
      init: (_id, type, _trigger, request: object) => {
        if (type === 'GETADDRINFOREQWRAP' || type === 'QUERYWRAP') lookups.push(request);
      },
    }).enable();
    this.undo.push(() => {
      hook.disable();
      for (const { hostname } of lookups) this.note(`lookup ${hostname}`);
    });
  }

  [Symbol.dispose](): void {
    for (const undo of this.undo.splice(0)) undo();
  }

  private watch(Wrap: Wrap, name: string, describe: (args: readonly unknown[]) => string | undefined): void {
    const original = Wrap.prototype[name] as (...args: unknown[]) => unknown;
    const note = (entry: string) => this.note(entry);
    Wrap.prototype[name] = function (this: unknown, ...args: unknown[]) {
      const entry = describe(args);
      if (entry !== undefined) note(entry);
      return original.apply(this, args);
    };
    this.undo.push(() => (Wrap.prototype[name] = original));
  }

  private note(entry: string): void {
    this.seen.set(entry, (this.seen.get(entry) ?? 0) + 1);
  }
}

interface Wrap {
  readonly prototype: Record<string, unknown>;
}

function bindings(name: 'tcp_wrap' | 'udp_wrap' | 'pipe_wrap'): Record<'TCP' | 'UDP' | 'Pipe', Wrap> {
  return (process as unknown as { binding(name: string): Record<'TCP' | 'UDP' | 'Pipe', Wrap> }).binding(name);
}
