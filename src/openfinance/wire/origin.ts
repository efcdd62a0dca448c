import type { Request } from 'express';

/** A host and optional port as a Host header may carry them: a name, an IPv4 address or a bracketed IPv6 address. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** What nearly everybody asks at needs no parser. */
const OWN_MACHINE = /^(?:localhost|127\.0\.0\.1)(?::[1-5]?\d{1,4})?$/;

/** The pattern keeps out what a URL would read as more than a host; the parser, ports and addresses that do not exist. */
const isHost = (text: string): boolean => OWN_MACHINE.test(text) || (HOST.test(text) && URL.canParse(`http://${text}`));

/** Where links point: the public URL when there is one, else the host the caller used, else the listening address. */
export function originOf(
  req: Request,
  { publicUrl, listeningUrl }: { publicUrl?: string | undefined; listeningUrl: string },
): string {
  if (publicUrl !== undefined) return publicUrl;
  const { host } = req.headers;
  return host !== undefined && isHost(host) ? `${req.protocol}://${host}` : listeningUrl;
}
