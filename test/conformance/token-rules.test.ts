import { consentCall, consentRequest, extension, used, type Written } from './exchanges.js';
import { judging } from './judging.js';

judging('RCV-19', {
  keeps: [['each has the right token', [consentRequest({}), used(), extension()]]],
  breaks: [
    ['data is asked for with a client token', [{ grant: 'client', status: 403 }], /client_credentials token/],
    ['a consent is read with its own token', [consentCall('GET', { grant: 'consent' })], /other kind of token/],
    ['an extension comes with a client token', [extension({ grant: 'client' })], /other kind of token/],
  ],
  skips: [['no token was valid', [{ status: 401, clientId: undefined! }]]],
});

const tls = (certificate?: string): Written =>
  used({ tls: { protocol: 'TLSv1.3', ...(certificate && { certificate }) } });
judging('RCV-20', {
  keeps: [
    ['the certificate stays the same', [tls('one'), tls('one')]],
    ['all goes over plain HTTP', [used()]],
  ],
  breaks: [
    ['a token is in the URL', [used({ query: 'access_token=[redacted 1]', status: 401 })], /in the URL/],
    ['no certificate is shown', [tls('one'), tls()], /without a client certificate/],
    ['the token comes with another certificate', [tls('one'), tls('two')], /two certificates/],
  ],
});

const oauth = (path: string, written: Written): Written => ({
  api: 'auth',
  method: 'POST',
  path: `/auth/${path}`,
  ...written,
  requestHeaders: { authorization: undefined!, ...written.requestHeaders },
});
const issue = (number: number, written: Written = {}): Written =>
  oauth('token', {
    requestBody: { grant_type: 'refresh_token' },
    responseBody: { access_token: `[redacted ${number}]`, expires_in: 900, scope: 'openid consent:urn:bank:consent-1' },
    ...written,
  });
const callWith = (number: number, written: Written = {}): Written =>
  used({ ...written, requestHeaders: { authorization: `Bearer [redacted ${number}]` } });

judging('RCV-21', {
  keeps: [
    ['one token serves many calls', [issue(1), callWith(1), callWith(1), callWith(1)]],
    ['a new token comes near the end', [issue(1), callWith(1), issue(2, { after: 880 }), callWith(2)]],
  ],
  breaks: [
    ['it is used after it expired', [issue(1), callWith(1, { after: 910 })], /after it had expired/],
    [
      'each call gets a token of its own',
      [1, 2, 3, 4].flatMap((number) => [issue(number), callWith(number)]),
      /3 tokens were replaced/,
    ],
  ],
  skips: [['tokens came from elsewhere', [used()]]],
});

const CLAIMS = {
  response_type: 'code id_token',
  code_challenge: 'x',
  code_challenge_method: 'S256',
  claims: { id_token: { acr: { essential: true } } },
};
let jtis = 0;
const push = (claims: object = {}, assertion: object = {}): Written =>
  oauth('par', {
    status: 201,
    requestBody: {
      request: { header: { alg: 'PS256' }, claims: { ...CLAIMS, ...claims } },
      client_assertion: { header: { alg: 'PS256' }, claims: { jti: `jti-${++jtis}` }, ...assertion },
    },
  });
const page = (query: string): Written => oauth('auth', { method: 'GET', query });

judging('RCV-28', {
  keeps: [
    ['all follows the profile', [push(), page('client_id=receiver-1&request_uri=urn:x')]],
    ['the fragment is asked for by name', [push({ response_mode: 'fragment', response_type: 'id_token code' })]],
  ],
  breaks: [
    ['nothing was pushed', [page('client_id=receiver-1&response_type=code')], /without PAR/],
    ['PKCE is missing', [push({ code_challenge: undefined })], /No PKCE/],
    ['PKCE is plain', [push({ code_challenge_method: 'plain' })], /No PKCE S256/],
    ['the response type is code', [push({ response_type: 'code' })], /response_type/],
    ['the response mode is query', [push({ response_mode: 'query' })], /response_mode/],
    ['acr is not essential', [push({ claims: { id_token: { acr: {} } } })], /as essential/],
    ['acr has values', [push({ claims: { id_token: { acr: { essential: true, values: ['loa2'] } } } })], /with values/],
    ['the assertion is RS256', [push({}, { header: { alg: 'RS256' } })], /signed with RS256/],
    ['a jti returns', [push({}, { claims: { jti: 'same' } }), push({}, { claims: { jti: 'same' } })], /same jti/],
    ['there is no jti', [push({}, { claims: {} })], /without jti/],
  ],
  skips: [['nobody asked for authorisation', [used()]]],
});
