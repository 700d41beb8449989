/** An endpoint that a Service port leads to. */
export interface ProxyEndpoint {
  readonly address: string;
  readonly port: number;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly nodeName?: string;
  readonly forZones?: readonly string[];
  readonly forNodes?: readonly string[];
}
