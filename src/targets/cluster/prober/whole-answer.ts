/**
 * Whether what came over a connection is a whole answer of HTTP/1.1, as far as its length says so; others end with the connection, which
 * proxies keep open for a second after they answered themselves.
 */
export function isWholeAnswer(text: string, method: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const head = text.slice(0, end);
  const body = text.slice(end + 4);
  const status = Number(/^HTTP\/\S+ (\d+)/.exec(head)?.[1]);
  if (status >= 100 && status < 200) return status !== 101 && isWholeAnswer(body, method);
  if (method === 'HEAD' || status === 204 || status === 304) return true;
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  return length !== undefined && body.length >= Number(length);
}
