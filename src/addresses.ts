import { isIPv6 } from 'node:net';
import type { Config } from './settings.js';

/** Scheme, host and port of each listener; known once it listens. */
export interface Listening {
  url: string;
  /** Of the listeners of `--tls-port`: the one that asks callers for a certificate, and the one that asks for none. */
  tls?: { readonly mtlsUrl: string; readonly pageUrl: string };
}

/** Where others find what, without a slash at the end. docs/decisions/0016-two-tls-listeners.md */
export interface Addresses {
  /** The base of the issuer, and of its discovery document. */
  readonly issuer: string;
  /** What is open to browsers: the authorization endpoint and the customer's pages. */
  readonly pages: string;
  /** What wants a certificate; absent while nothing does. */
  readonly mtls?: string;
}

export function addressesOf(
  { publicUrl, publicMtlsUrl, clientCertificateHeader }: Config,
  { url, tls }: Listening,
): Addresses {
  const mtls = publicMtlsUrl ?? publicUrl ?? tls?.mtlsUrl ?? url;
  return {
    issuer: publicUrl ?? tls?.mtlsUrl ?? url,
    pages: publicUrl ?? tls?.pageUrl ?? url,
    ...((tls || clientCertificateHeader !== undefined) && { mtls }),
  };
}

/** What our certificate must be for, besides what this machine calls us. */
export const ownHosts = ({ host, publicUrl, publicMtlsUrl }: Config): readonly string[] => {
  const named = [publicUrl, publicMtlsUrl].filter((url) => url !== undefined).map((url) => bare(new URL(url).hostname));
  return [...named, ...(['0.0.0.0', '::'].includes(host) ? [] : [host])];
};

const bare = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** How the address we listen on is written by somebody on this machine. */
export function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
