import { type Permission, RESOURCE_TYPES, TYPES } from '../vocabulary.js';

/** The OAuth scopes a consent's permissions call for. Consents 3.3.1, permission groups. */
export function scopesOf(permissions: readonly Permission[]): readonly string[] {
  const products = RESOURCE_TYPES.map((type) => TYPES[type])
    .filter(({ permission }) => permissions.includes(permission))
    .map(({ family }) => family);
  const customers = permissions.some((permission) => permission.startsWith('CUSTOMERS_')) ? ['customers'] : [];
  return ['openid', 'resources', ...customers, ...products];
}
