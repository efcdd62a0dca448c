import type { Exchange } from '../../../core/exchange.js';
import { officialPath, queryOf } from '../../reading.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { tokenOf } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say } from '../../rule.js';

export default {
  id: 'RCV-20',
  judges: 'receiver',
  level: 'MUST',
  area: 'tokens',
  title: say(
    'O token vai no cabeçalho, nunca na URL, e em mTLS sempre com o mesmo certificado de cliente.',
    'The token goes in the header, never in the URL, and under mTLS always with the same client certificate.',
  ),
  source: 'FAPI-BR 2.1.0, 5.2 and 8.1; RFC 6750, 2',
  needs: say('uma chamada a uma API protegida', 'a call to a protected API'),
  check(journal) {
    const calls = journal.filter((exchange) => {
      const family = officialPath(exchange)?.family;
      return family !== undefined && family !== 'discovery';
    });
    const faults = [...inTheUrl(calls), ...withoutCertificate(calls), ...withAnother(calls)];
    if (calls.length === 0 || faults.length > 0) return faults;
    const overTls = calls.filter(({ tls }) => tls !== undefined).length;
    return [
      kept(
        say(
          `Nenhum token na URL; ${overTls} de ${calls.length} chamadas vieram por TLS, todas com o seu certificado.`,
          `No token in the URL; ${overTls} of ${calls.length} calls came over TLS, all with their certificate.`,
        ),
        calls.slice(0, 1),
      ),
    ];
  },
} satisfies ReceiverRule;

const inTheUrl = (calls: readonly Exchange[]): readonly Finding[] =>
  calls
    .filter((exchange) => queryOf(exchange).has('access_token'))
    .map((exchange) => broken(say('Um token veio na URL.', 'A token came in the URL.'), [exchange]));

const withoutCertificate = (calls: readonly Exchange[]): readonly Finding[] =>
  calls
    .filter(({ tls }) => tls !== undefined && tls.certificate === undefined)
    .map((exchange) =>
      broken(say('Chamada por TLS sem certificado de cliente.', 'A call over TLS without a client certificate.'), [
        exchange,
      ]),
    );

function withAnother(calls: readonly Exchange[]): readonly Finding[] {
  const first = new Map<string, Exchange>();
  return calls.flatMap((exchange) => {
    const token = tokenOf(exchange);
    if (token === undefined || exchange.tls?.certificate === undefined) return [];
    const before = first.get(token);
    if (!before) first.set(token, exchange);
    if (!before || before.tls?.certificate === exchange.tls.certificate) return [];
    const text = say('O mesmo token veio com dois certificados.', 'The same token came with two certificates.');
    return [broken(text, [before, exchange])];
  });
}
