/**
 * Sees to it that `await using` works. The engine has these symbols from Node 20.4 on, but not in every realm: before
 * version 30, jest runs tests in one that lacks them. Whoever exports targets imports this module first, for a class
 * names its methods by the symbols when it is declared.
 */
const symbols = Symbol as { dispose?: symbol; asyncDispose?: symbol };

symbols.dispose ??= Symbol('Symbol.dispose');
symbols.asyncDispose ??= Symbol('Symbol.asyncDispose');

export {};
