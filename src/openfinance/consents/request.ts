import type { Duration } from '../../core/duration.js';
import type { Instant } from '../../core/instant.js';
import { isPermission, type Permission, type ResourceType } from '../vocabulary.js';
import { refusal } from '../wire/errors.js';
import { groupsIn, unionOf } from './groups.js';
import { isSensibleEnd } from './term.js';

/** What a receiver asks for. */
export interface ConsentRequest {
  readonly permissions: readonly string[];
  readonly hasBusinessEntity: boolean;
  readonly expiresAt?: Instant;
}

/**
 * Checks a request in the order of CON-4.3.1 to CON-4.3.7 and answers the permissions granted: those asked for, without the
 * individual-mode groups of products that are not sold.
 * @throws ApiError 400 for an unknown or repeated permission, 422 with the official code otherwise.
 */
export function grantedPermissions(
  request: ConsentRequest,
  world: { readonly now: Instant; readonly sold: readonly ResourceType[]; readonly longest: Duration },
): readonly Permission[] {
  const permissions = requireKnown(request.permissions);
  requireOneKindOfCustomer(permissions, request.hasBusinessEntity);
  const groups = groupsIn(permissions);
  if (unionOf(groups).length !== permissions.length) throw refusal('COMBINACAO_PERMISSOES_INCORRETA');
  const { expiresAt } = request;
  if (expiresAt !== undefined && !isSensibleEnd(expiresAt, world.now, world.longest)) {
    throw refusal('DATA_EXPIRACAO_INVALIDA');
  }
  const offered = groups.filter(({ needs }) => needs === undefined || world.sold.includes(needs));
  if (offered.length === 0) throw refusal('SEM_PERMISSOES_FUNCIONAIS_RESTANTES');
  return unionOf(offered);
}

function requireKnown(texts: readonly string[]): readonly Permission[] {
  const unknown = texts.find((text) => !isPermission(text));
  if (unknown !== undefined) {
    throw refusal('PERMISSION_UNKNOWN', { detail: `A permissão ${unknown.slice(0, 100)} não existe.` });
  }
  const repeated = texts.find((text, index) => texts.indexOf(text) !== index);
  if (repeated !== undefined)
    throw refusal('MALFORMED', { detail: `A permissão ${repeated} foi enviada mais de uma vez.` });
  return texts.filter(isPermission);
}

function requireOneKindOfCustomer(permissions: readonly Permission[], hasBusinessEntity: boolean): void {
  const personal = permissions.some((permission) => permission.startsWith('CUSTOMERS_PERSONAL'));
  const business = permissions.some((permission) => permission.startsWith('CUSTOMERS_BUSINESS'));
  if (personal && business) throw refusal('PERMISSAO_PF_PJ_EM_CONJUNTO');
  if (business && !hasBusinessEntity) throw refusal('INFORMACOES_PJ_NAO_INFORMADAS');
  if (personal && hasBusinessEntity) throw refusal('PERMISSOES_PJ_INCORRETAS');
}
