import { UsageError } from '../core/errors.js';
import { inLanguage, type Language, type Text } from '../core/text.js';

/** The server asked for does not answer. The command exits with 11. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
  /** For the person at the terminal. */
  readonly text: Text;

  constructor(text: Text, options?: ErrorOptions) {
    super(inLanguage(text, 'en'), options);
    this.text = text;
  }
}

/** The address of a server, of which somebody may have named the admin API itself. */
export const serverOf = (admin: string): string => admin.replace(/\/+$/, '').replace(/\/__admin$/, '');

/**
 * One call of the admin API of a running transmitter.
 * @throws UnreachableError when nothing answers; UsageError with the server's words when it refuses.
 */
export async function callAdmin(
  {
    admin,
    adminToken,
    language,
  }: { readonly admin: string; readonly adminToken?: string | undefined; readonly language?: Language },
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  if (!URL.canParse(admin))
    throw new UsageError({
      pt: `--admin é "${admin}"; permitido: um endereço como http://127.0.0.1:3000`,
      en: `--admin is "${admin}"; allowed: an address such as http://127.0.0.1:3000`,
    });
  let response: Response;
  try {
    response = await fetch(`${serverOf(admin)}/__admin${path}`, {
      method,
      headers: {
        ...(adminToken !== undefined && { authorization: `Bearer ${adminToken}` }),
        ...(language !== undefined && { 'accept-language': language }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new UnreachableError(
      {
        pt: `nada responde em ${admin} (${reasonOf(cause)}); suba com transmissora start, ou indique outro com --admin`,
        en: `nothing answers at ${admin} (${reasonOf(cause)}); start it with transmissora start, or name another with --admin`,
      },
      {
        cause,
      },
    );
  }
  const text = await response.text();
  if (response.ok && text === '') return undefined;
  const answer = jsonIn(text);
  if (response.ok && answer !== undefined) return answer;
  if (response.ok)
    throw new UsageError({
      pt: `${admin} não é uma transmissora: a resposta não é JSON`,
      en: `${admin} is not a transmissora: it answered something other than JSON`,
    });
  const reason = (answer as { detail?: string } | null)?.detail ?? response.status;
  throw new UsageError({ pt: `${admin} recusou: ${reason}`, en: `${admin} refused: ${reason}` });
}

/** `fetch failed` says nothing; what lies behind it does. */
function reasonOf(error: unknown): string {
  const { cause = error } = error as { readonly cause?: unknown };
  const { code, message } = cause as NodeJS.ErrnoException;
  return code ?? message;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
