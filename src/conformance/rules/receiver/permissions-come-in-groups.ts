import type { Bilingual } from '../../../core/text.js';
import { askedIn, consentCallsIn } from '../../consent-calls.js';
import { faultsIn } from '../../permission-groups.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { broken, kept, say } from '../../rule.js';

export default {
  id: 'RCV-22',
  judges: 'receiver',
  level: 'MUST',
  area: 'consents',
  title: say(
    'Um consentimento é pedido com agrupamentos completos, RESOURCES_READ, uma só natureza de pessoa e nada repetido.',
    'A consent is asked for with complete groups, RESOURCES_READ, one kind of person and nothing repeated.',
  ),
  source: 'Consents 3.3.1, permission groups; Portal, Consentimento',
  needs: say('um pedido de consentimento', 'a request for a consent'),
  check: (journal) =>
    consentCallsIn(journal)
      .filter(({ operation }) => operation === 'create')
      .flatMap(({ exchange }) => {
        const permissions = askedIn(exchange, 'permissions');
        if (!Array.isArray(permissions)) return [];
        const wrong = complaintsOn(permissions.map(String));
        return wrong.length === 0
          ? [kept(say('Agrupamentos completos.', 'Complete groups.'), [exchange])]
          : wrong.map((text) => broken(text, [exchange]));
      }),
} satisfies ReceiverRule;

function complaintsOn(permissions: readonly string[]): readonly Bilingual[] {
  const { unknown, repeated, loose, lacksResources, mixesPersons } = faultsIn(permissions);
  const list = (names: readonly string[]): string => names.join(', ');
  return [
    ...(unknown.length > 0
      ? [say(`Permissões que não existem: ${list(unknown)}.`, `Permissions that do not exist: ${list(unknown)}.`)]
      : []),
    ...(repeated.length > 0
      ? [say(`Permissões repetidas: ${list(repeated)}.`, `Permissions repeated: ${list(repeated)}.`)]
      : []),
    ...(loose.length > 0
      ? [say(`Agrupamentos incompletos: ${list(loose)}.`, `Incomplete groups: ${list(loose)}.`)]
      : []),
    ...(lacksResources ? [say('Falta RESOURCES_READ.', 'RESOURCES_READ is missing.')] : []),
    ...(mixesPersons
      ? [
          say(
            'Permissões de pessoa natural e jurídica juntas.',
            'Permissions of a natural and of a legal person together.',
          ),
        ]
      : []),
  ];
}
