/** What a route asks of a request besides its host and path, and what just misses it. */
export interface Condition {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** With its question mark. */
  readonly query?: string;
}

/** A path of a host, as a route has it. */
export interface AskedRoute {
  readonly about: string;
  /** Absent: every host. */
  readonly host: string | undefined;
  readonly path: string;
  readonly conditions: readonly Condition[];
  /** An origin that the route speaks of, where it answers other origins at all. */
  readonly cors: string | undefined;
}
