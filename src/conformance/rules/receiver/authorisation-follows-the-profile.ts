import type { Exchange } from '../../../core/exchange.js';
import type { Bilingual } from '../../../core/text.js';
import { assertionIn, authorisationRequestsIn, pushedRequestIn } from '../../oauth-calls.js';
import { fieldOf, queryOf } from '../../reading.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { isOAuthCall } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say } from '../../rule.js';

export default {
  id: 'RCV-28',
  judges: 'receiver',
  level: 'MUST',
  area: 'authorisation',
  title: say(
    'A autorização segue o perfil: PAR, PKCE S256, code id_token, acr essencial sem valores, asserção PS256 com jti novo.',
    'Authorisation follows the profile: PAR, PKCE S256, code id_token, acr essential without values, PS256 assertion with a fresh jti.',
  ),
  source: 'FAPI-BR 2.1.0, 5.2 and 6',
  needs: say('uma chamada ao servidor de autorização', 'a call to the authorization server'),
  check(journal) {
    const calls = journal.filter(isOAuthCall);
    const faults = [...notPushed(calls), ...calls.flatMap(onPushed), ...onAssertions(calls)];
    const judged = calls.filter(
      (exchange) =>
        pushedRequestIn(exchange) || assertionIn(exchange) || authorisationRequestsIn([exchange]).length > 0,
    );
    if (judged.length === 0 || faults.length > 0) return faults;
    return [kept(say('Os pedidos seguem o perfil.', 'The requests follow the profile.'), judged.slice(0, 3))];
  },
} satisfies ReceiverRule;

const notPushed = (calls: readonly Exchange[]): readonly Finding[] =>
  authorisationRequestsIn(calls)
    .filter((exchange) => !queryOf(exchange).has('request_uri'))
    .map((exchange) => broken(say('Autorização pedida sem PAR.', 'Authorisation asked for without PAR.'), [exchange]));

function onPushed(exchange: Exchange): readonly Finding[] {
  const claims = pushedRequestIn(exchange);
  if (!claims) return [];
  const acr = fieldOf(claims, 'claims', 'id_token', 'acr');
  const complaints: readonly (readonly [boolean, Bilingual])[] = [
    [
      fieldOf(claims, 'code_challenge') === undefined || fieldOf(claims, 'code_challenge_method') !== 'S256',
      say('Sem PKCE S256.', 'No PKCE S256.'),
    ],
    [
      String(fieldOf(claims, 'response_type')).split(' ').toSorted().join(' ') !== 'code id_token',
      say('response_type diferente de code id_token.', 'A response_type other than code id_token.'),
    ],
    [
      ![undefined, 'fragment'].includes(fieldOf(claims, 'response_mode') as string | undefined),
      say('response_mode diferente de fragment.', 'A response_mode other than fragment.'),
    ],
    [
      fieldOf(acr, 'essential') !== true,
      say('acr não foi pedido como essencial.', 'acr was not asked for as essential.'),
    ],
    [
      fieldOf(acr, 'value') !== undefined || fieldOf(acr, 'values') !== undefined,
      say('acr foi pedido com valores.', 'acr was asked for with values.'),
    ],
  ];
  return complaints.flatMap(([isWrong, text]) => (isWrong ? [broken(text, [exchange])] : []));
}

function onAssertions(calls: readonly Exchange[]): readonly Finding[] {
  const seen = new Map<string, Exchange>();
  return calls.flatMap((exchange) => {
    const assertion = assertionIn(exchange);
    if (!assertion) return [];
    const { alg, jti } = assertion;
    const before = jti === undefined ? undefined : seen.get(jti);
    if (jti !== undefined) seen.set(jti, before ?? exchange);
    return [
      ...(alg === 'PS256'
        ? []
        : [
            broken(say(`Asserção do cliente assinada com ${alg}.`, `Client assertion signed with ${alg}.`), [exchange]),
          ]),
      ...(jti === undefined
        ? [broken(say('Asserção do cliente sem jti.', 'Client assertion without jti.'), [exchange])]
        : []),
      ...(before
        ? [broken(say('O mesmo jti em duas asserções.', 'The same jti in two assertions.'), [before, exchange])]
        : []),
    ];
  });
}
