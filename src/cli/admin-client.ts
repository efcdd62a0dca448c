import { UsageError } from '../core/errors.js';

/** The server asked for does not answer. The command exits with 11. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/**
 * One call of the admin API of a running transmitter.
 * @throws UnreachableError when nothing answers; UsageError with the server's words when it refuses.
 */
export async function callAdmin(
  { admin, adminToken }: { readonly admin: string; readonly adminToken?: string },
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  if (!URL.canParse(admin))
    throw new UsageError(`--admin is "${admin}"; allowed: an address such as http://127.0.0.1:3000`);
  let response: Response;
  try {
    response = await fetch(`${admin.replace(/\/$/, '')}/__admin${path}`, {
      method,
      headers: {
        ...(adminToken !== undefined && { authorization: `Bearer ${adminToken}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new UnreachableError(`nothing answers at ${admin}; is the transmitter running?`, { cause });
  }
  const text = await response.text();
  if (response.ok) return text === '' ? undefined : JSON.parse(text);
  throw new UsageError(`${admin} refused: ${detailOf(text) ?? response.status}`);
}

function detailOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { detail?: string }).detail;
  } catch {
    return undefined;
  }
}
