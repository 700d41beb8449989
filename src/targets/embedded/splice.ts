import type net from 'node:net';

/** Makes one connection of two: what one side says, ends or resets reaches the other side as just that. */
export function join(one: net.Socket, other: net.Socket): void {
  one.pipe(other);
  other.pipe(one);
  resetTogether(one, other);
  resetTogether(other, one);
}

function resetTogether(one: net.Socket, other: net.Socket): void {
  one.once('error', () => {
    // Reset while it is about to end, a connection would stay open for good (seen in Node 20).
    const isEnding = other.writableEnded && !other.writableFinished;
    if (isEnding) other.destroy();
    else if (!other.destroyed) other.resetAndDestroy();
  });
}
