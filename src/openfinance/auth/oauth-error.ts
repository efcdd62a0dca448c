import type { Response } from 'express';

/** A refusal in the words of OAuth. RFC 6749 §5.2, RFC 6750 §3.1, RFC 7591 §3.2.2. */
export class OAuthRefusal extends Error {
  readonly status: number;
  readonly error: string;

  /** `description`: printable ASCII without quotes and backslashes, as OAuth demands. */
  constructor(error: string, description: string, status = 400) {
    super(description);
    this.name = 'OAuthRefusal';
    this.error = error;
    this.status = status;
  }
}

export function sendRefusal(res: Response, { status, error, message }: OAuthRefusal): void {
  if (error === 'invalid_token') res.setHeader('www-authenticate', `Bearer error="${error}"`);
  res.setHeader('cache-control', 'no-store');
  res.status(status).json({ error, error_description: message });
}
