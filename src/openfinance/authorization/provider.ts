import express, { type RequestHandler } from 'express';
import { type Notes, notesOf } from '../../http/notes.js';
import { demoClients } from '../registration/demo-clients.js';
import { fetchKeys } from '../registration/keystore.js';
import { configurationOf } from './configuration.js';
import { consentsIn, scopeBehind } from './dynamic-scope.js';
import { showError } from './error-page.js';
import type { AuthorizationHouse } from './house.js';
import { interactionRoutes } from './interactions.js';
import { asTheLibrarySees, knownTokens } from './known-tokens.js';
import { type KoaContextWithOIDC, Provider } from './library.js';
import { metadataOf, movedTo } from './metadata.js';
import { forgetClient, registrationGate } from './registration.js';

/** Everything of `/auth` that needs the library. */
export async function openProvider(house: AuthorizationHouse): Promise<RequestHandler> {
  const demoKeys = await house.readDemoKeys();
  const { store, isLoopback } = house;
  const finder = { store, isLoopback, demoKeys, origin: house.addresses().issuer };
  const presets = demoKeys ? demoClients(demoKeys) : {};
  const provider = new Provider(
    house.issuer(),
    configurationOf(house, {
      cookieKey: house.keys.pageSecret,
      presetClient: (clientId) => (Object.hasOwn(presets, clientId) ? presets[clientId] : undefined),
      renderError: showError,
      fetch: (url, options) => fetchKeys(finder, url, options),
    }),
  );
  standAt(provider, house);
  if (isLoopback) allowLocalhost(provider);
  provider.on('server_error', (ctx, error) => house.report(error, ctx.req as never));
  provider.use(async (ctx, next) => {
    await next();
    await adjust(house, ctx as KoaContextWithOIDC);
  });
  const handle = provider.callback();
  const router = express.Router({ caseSensitive: true, strict: true });
  router.use('/interaction', interactionRoutes(house, provider));
  router.use(registrationGate(house, finder), knownTokens(house));
  router.use((req, res) => handle(asTheLibrarySees(req), res));
  return router;
}

/** The addresses the library puts together begin where browsers find us, whatever name a caller used for us. */
function standAt(provider: Provider, house: AuthorizationHouse): void {
  const { issuer, pages, mtls = issuer } = house.addresses();
  const { host, protocol } = new URL(pages);
  Object.defineProperties(provider.request, {
    host: { get: () => host },
    protocol: { get: () => protocol.slice(0, -1) },
  });
  const endpoints = ['/token', '/par', '/token/introspection', '/token/revocation'];
  const audiences = [issuer, pages, mtls].flatMap((base) => endpoints.map((path) => `${base}/auth${path}`));
  const expected = new Set([provider.issuer, ...audiences]);
  // FAPI-BR clients name the issuer, or any of these, by either address. FAPI-BR-CHECKS b.3.
  Object.assign(provider.OIDCContext.prototype, { clientJwtAuthExpectedAudience: () => expected });
}

/** Receivers under test run on this machine; the library would have none of them registered by that name. */
function allowLocalhost(provider: Provider): void {
  const { prototype } = (provider.Client as unknown as { Schema: { prototype: Schema } }).Schema;
  const invalidate = Reflect.get(prototype, 'invalidate') as Schema['invalidate'];
  prototype.invalidate = function refuse(message, code) {
    if (code !== 'implicit-forbid-localhost') invalidate.call(this, message, code);
  };
}

interface Schema {
  invalidate(this: Schema, message: string, code?: string): void;
}

/** What the profile wants otherwise than the library answers. */
async function adjust(house: AuthorizationHouse, ctx: KoaContextWithOIDC): Promise<void> {
  const { oidc } = ctx as Partial<KoaContextWithOIDC>;
  if (!oidc) return;
  if (isAnswer(ctx.body)) ctx.body = adjusted(house, oidc.route, ctx.body as Record<string, unknown>);
  // Another client's id beside an assertion is a failed authentication. FAPI-BR-CHECKS b.3.
  if (isAnswer(ctx.body) && 'error' in ctx.body && ctx.body.error === 'invalid_client') ctx.status = 401;
  if (oidc.route === 'client_delete' && ctx.status === 204 && oidc.client)
    await forgetClient(house.store, oidc.client.clientId);
  note(ctx);
}

function adjusted(house: AuthorizationHouse, route: string, body: Record<string, unknown>): object {
  const { issuer, pages, mtls } = house.addresses();
  if (route === 'discovery') return metadataOf(body, { issuer, pages, mtls });
  const { error, error_description: description, registration_client_uri: managedAt } = body;
  if (typeof managedAt === 'string') return { ...body, registration_client_uri: movedTo(mtls ?? issuer, managedAt) };
  if (typeof error !== 'string' || typeof description !== 'string') return body;
  // The scope that is refused is a member OAuth does not know. FAPI-BR-CHECKS b.3.
  const { scope: _, ...known } = body;
  return {
    ...known,
    error: description === 'client_id mismatch' ? 'invalid_client' : error,
    // What RFC 6749 §5.2 does not let stand in a description.
    error_description: description.replaceAll('"', "'").replaceAll(/[^\x20-\x5B\x5D-\x7E]/g, ' '),
  };
}

/** Whose exchange it is and what it said, for the journal, where it is written down. */
function note(ctx: KoaContextWithOIDC): void {
  const notes = notesOf(ctx.res as never) as Notes | undefined;
  if (!notes) return;
  const clientId = ctx.oidc.client?.clientId;
  const [consentId] = consentsIn(scopeBehind(ctx));
  Object.assign(notes, {
    ...(clientId !== undefined && { clientId }),
    ...(consentId !== undefined && { consentId }),
    ...(ctx.method === 'POST' && ctx.oidc.body && { requestBody: ctx.oidc.body }),
    ...(isAnswer(ctx.body) && { responseBody: ctx.body }),
  });
}

/** JSON, as the library hands it over; not one of its pages. */
const isAnswer = (body: unknown): body is object => typeof body === 'object' && body !== null && !('pipe' in body);
