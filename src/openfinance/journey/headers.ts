import type { Response } from 'express';

/**
 * What every page is sent with: nothing but itself, its style sheet and the logo is loaded, nothing may frame it or
 * keep it, and nobody learns where the browser came from.
 */
export const PAGE_HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'content-type': 'text/html; charset=utf-8',
} as const;

/**
 * The content security policy of a page. Browsers hold a form to its policy through every redirect that follows, so
 * that where the receiver is told the outcome has to be named.
 */
export const policyOf = (returnsTo: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ["form-action 'self'", ...returnsTo].join(' '),
  ].join('; ');

/** Sends a page. */
export function sendPage(res: Response, page: string, { status = 200, returnsTo = [] }: PageOptions = {}): void {
  for (const [name, value] of Object.entries(PAGE_HEADERS)) res.setHeader(name, value);
  res.setHeader('content-security-policy', policyOf(returnsTo));
  res.status(status).end(page);
}

export interface PageOptions {
  readonly status?: number;
  /** Scheme, host and port of where its forms may lead, besides where they are sent. */
  readonly returnsTo?: readonly string[];
}
