/** The gRPC status that Envoy makes of an HTTP status (https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md). */
export function grpcStatusOf(status: number): number {
  return STATUSES[status] ?? 2;
}

const STATUSES: Readonly<Record<number, number>> = {
  400: 13,
  401: 16,
  403: 7,
  404: 12,
  429: 14,
  502: 14,
  503: 14,
  504: 14,
};
