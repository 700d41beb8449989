import type net from 'node:net';
import { resetSocket } from '../../runtime/reset-socket';

/** Makes one connection of two: what one side says, ends or resets reaches the other side as just that. */
export function join(one: net.Socket, other: net.Socket): void {
  one.pipe(other);
  other.pipe(one);
  resetTogether(one, other);
  resetTogether(other, one);
}

function resetTogether(one: net.Socket, other: net.Socket): void {
  one.once('error', () => resetSocket(other));
}
