/** One link of the way from a client to a Pod. */
export interface Link {
  readonly link: 'name' | 'address' | 'rules' | 'endpoints' | 'pod' | 'port' | 'route';
  readonly ok: boolean;
  readonly detail: string;
}
