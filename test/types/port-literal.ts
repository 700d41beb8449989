import type { NodePortLiteral, PortLiteral, Refused } from '../../src/terms/port-literal';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

export const judged: readonly true[] = [
  yes<Same<PortLiteral<1>, 1>>(),
  yes<Same<PortLiteral<9>, 9>>(),
  yes<Same<PortLiteral<10>, 10>>(),
  yes<Same<PortLiteral<9999>, 9999>>(),
  yes<Same<PortLiteral<59999>, 59999>>(),
  yes<Same<PortLiteral<65535>, 65535>>(),
  yes<Same<PortLiteral<number>, number>>(),
  yes<Same<PortLiteral<'web'>, 'web'>>(),
  yes<Same<PortLiteral<undefined>, undefined>>(),
  yes<Same<PortLiteral<80 | 65536>, 80 | Refused<'65536 is not a port: ports are 1 to 65535'>>>(),
  yes<Same<PortLiteral<0>, Refused<'0 is not a port: ports are 1 to 65535'>>>(),
  yes<Same<PortLiteral<66000>, Refused<'66000 is not a port: ports are 1 to 65535'>>>(),
  yes<Same<PortLiteral<-1>, Refused<'-1 is not a port: ports are 1 to 65535'>>>(),
  yes<Same<PortLiteral<1.5>, Refused<'1.5 is not a port: ports are 1 to 65535'>>>(),
  yes<Same<NodePortLiteral<30000>, 30000>>(),
  yes<Same<NodePortLiteral<32767>, 32767>>(),
  yes<Same<NodePortLiteral<31999>, 31999>>(),
  yes<Same<NodePortLiteral<number>, number>>(),
  yes<Same<NodePortLiteral<29999>, Refused<'29999 is not a node port: node ports are 30000 to 32767'>>>(),
  yes<Same<NodePortLiteral<32768>, Refused<'32768 is not a node port: node ports are 30000 to 32767'>>>(),
  yes<Same<NodePortLiteral<3000>, Refused<'3000 is not a node port: node ports are 30000 to 32767'>>>(),
];

function yes<T extends true>(): T {
  return true as T;
}
