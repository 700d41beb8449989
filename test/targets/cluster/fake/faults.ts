/** An answer that is an error. */
export interface Status {
  readonly code: number;
  readonly reason?: string;
  readonly message?: string;
}

/** What happens to a request in place of what it asks for. */
export type Fate =
  | Status
  /** Its connection is reset before anything is done. */
  | 'reset'
  /** It is carried out, and its connection reset before the answer. */
  | 'unanswered'
  /** It is taken, and nothing follows. */
  | 'hang'
  /** It is carried out when this is done. */
  | (() => Promise<unknown>);

export function isStatus(fate: Fate | undefined): fate is Status {
  return typeof fate === 'object';
}

/** What tests order to go wrong. */
export class Faults {
  private readonly orders: { readonly request: RegExp; readonly fate: Fate; left: number }[] = [];

  /** The next requests that match meet this fate; they read `GET /api/v1/pods?watch=true`. */
  order(request: RegExp, fate: Fate, times = 1): void {
    this.orders.push({ request, fate, left: times });
  }

  /** Everything goes well again. */
  clear(): void {
    this.orders.length = 0;
  }

  /** What happens to a request; undefined: what it asks for. */
  fateOf(request: string): Fate | undefined {
    const order = this.orders.find(({ request: pattern, left }) => left > 0 && pattern.test(request));
    if (order !== undefined) order.left--;
    return order?.fate;
  }
}
