import { MINUTE, SECOND } from '../../../core/instant.js';
import type { Exchange } from '../../../core/exchange.js';
import { groupBy } from '../../grouping.js';
import { issuedTokensIn, type IssuedToken } from '../../oauth-calls.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { isDataCall, tokenOf } from '../../receiver-traffic.js';
import { consentCallsIn } from '../../consent-calls.js';
import { broken, type Finding, kept, say } from '../../rule.js';

/** What a token must have left for a new one to come too soon. Milliseconds of real time: tokens live by it. */
const WORTH_KEEPING = MINUTE;
/** How late a token may be used: clocks differ. Milliseconds. */
const TOLERANCE = 5 * SECOND;
/** So many tokens, each for a single call, are no coincidence. */
const WASTEFUL = 3;

export default {
  id: 'RCV-21',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'tokens',
  title: say(
    'Um token de acesso é usado até vencer, e não depois: nem um token por chamada, nem um token vencido.',
    'An access token is used until it expires, and not after: no token for each call, no expired token.',
  ),
  source: 'FAPI-BR 2.1.0, 5.2; RFC 6749, 5.1',
  needs: say(
    'um token pedido no servidor de autorização, e uma chamada com ele',
    'a token asked for at the authorization server, and a call with it',
  ),
  check(journal) {
    const issued = issuedTokensIn(journal);
    const callsWith = (token: IssuedToken): readonly Exchange[] =>
      journal.filter(
        (exchange) =>
          tokenOf(exchange)?.endsWith(token.accessToken) === true &&
          (isDataCall(exchange) || consentCallsIn([exchange]).length > 0),
      );
    const used = issued.filter((token) => callsWith(token).length > 0);
    if (used.length === 0) return [];
    const faults = [...expired(used, callsWith), ...wasted(used, callsWith)];
    const text = say(
      `${used.length} tokens para ${used.flatMap(callsWith).length} chamadas, nenhuma com token vencido.`,
      `${used.length} tokens for ${used.flatMap(callsWith).length} calls, none with an expired token.`,
    );
    return faults.length > 0
      ? faults
      : [
          kept(
            text,
            used.slice(0, 1).map(({ exchange }) => exchange),
          ),
        ];
  },
} satisfies ReceiverRule;

type CallsWith = (token: IssuedToken) => readonly Exchange[];

const expired = (tokens: readonly IssuedToken[], callsWith: CallsWith): readonly Finding[] =>
  tokens.flatMap((token) =>
    callsWith(token)
      .filter(({ wallAt }) => wallAt > token.expiresAt + TOLERANCE)
      .map((exchange) =>
        broken(say('Um token foi usado depois de vencido.', 'A token was used after it had expired.'), [
          token.exchange,
          exchange,
        ]),
      ),
  );

/** Tokens of one kind that were replaced while they still were good, after a single call. */
function wasted(tokens: readonly IssuedToken[], callsWith: CallsWith): readonly Finding[] {
  const kinds = groupBy(tokens, ({ kind }) => kind);
  return [...kinds.values()].flatMap((alike) => {
    const early = alike.filter((token, place) => {
      const next = alike[place + 1];
      return next && token.expiresAt - next.exchange.wallAt > WORTH_KEEPING && callsWith(token).length <= 1;
    });
    if (early.length < WASTEFUL) return [];
    const text = say(
      `${early.length} tokens foram trocados ainda válidos, depois de uma só chamada.`,
      `${early.length} tokens were replaced while still valid, after a single call.`,
    );
    return [
      broken(
        text,
        early.map(({ exchange }) => exchange),
      ),
    ];
  });
}
