import type { Exchange } from '../../core/exchange.js';
import { fieldOf, officialPath } from '../reading.js';

export const isConsentsCall = (exchange: Exchange): boolean => officialPath(exchange)?.family === 'consents';

const isOn = (exchange: Exchange, method: string, rest: RegExp): boolean =>
  exchange.method === method && isConsentsCall(exchange) && rest.test(officialPath(exchange)?.rest ?? '');

export const isCreation = (exchange: Exchange): boolean => isOn(exchange, 'POST', /^\/consents$/);
export const isReading = (exchange: Exchange): boolean => isOn(exchange, 'GET', /^\/consents\/[^/]+$/);
export const isDeletion = (exchange: Exchange): boolean => isOn(exchange, 'DELETE', /^\/consents\/[^/]+$/);
export const isRenewal = (exchange: Exchange): boolean => isOn(exchange, 'POST', /^\/consents\/[^/]+\/extends$/);

/** The consent a path names. */
export function namedConsent(exchange: Exchange): string | undefined {
  const name = officialPath(exchange)?.rest.split('/')[2];
  try {
    return name === undefined ? undefined : decodeURIComponent(name);
  } catch {
    return name;
  }
}

const permissionsIn = (body: unknown): readonly string[] => {
  const permissions = fieldOf(body, 'data', 'permissions');
  return Array.isArray(permissions) ? permissions.map(String) : [];
};

/** The permissions a consent was asked for with, and those it got. */
export const askedIn = ({ requestBody }: Exchange): readonly string[] => permissionsIn(requestBody);
export const grantedIn = ({ responseBody }: Exchange): readonly string[] => permissionsIn(responseBody);
