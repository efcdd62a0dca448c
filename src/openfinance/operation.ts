import type { Request } from 'express';
import { isOnTemplate } from '../core/path-template.js';
import type { OpenFinanceApi, Operation } from './api.js';
import type { StatusNames } from './wire/by-status.js';
import { refusal } from './wire/errors.js';

/** The operations of an API on the path called, whatever their method. */
export const operationsOn = (api: OpenFinanceApi, path: string): readonly Operation[] =>
  api.operations.filter((operation) => isOnTemplate(operation.path, path));

const OVERLOADED = 529;

/** Whether the document asks for totals in the `meta` of an error on this path. PRD-008, DIS-008. */
export const errorTotalsOn = (api: OpenFinanceApi, path: string, status: number): boolean =>
  operationsOn(api, path)[0]?.errorTotals ?? (api.errorTotals === true && status !== OVERLOADED);

/** What statuses are called by the operation a request is for, when nothing says more. */
export const statusNamesOn = (api: OpenFinanceApi, { method, path }: Request): StatusNames => ({
  ...api.statusNames,
  ...operationsOn(api, path).find((operation) => operation.method === method)?.statusNames,
});

/** @throws ApiError 404 for a path the API does not have, 405 for a method the path does not take. */
export function requireOperation(onPath: readonly Operation[], req: Request): Operation {
  if (onPath.length === 0) throw refusal('NOT_FOUND');
  const operation = onPath.find(({ method }) => method === req.method);
  if (operation) return operation;
  throw refusal('METHOD', { headers: { allow: onPath.map(({ method }) => method).join(', ') } });
}

/** The value of `{name}` in a path on the operation's template, decoded; as it is when it cannot be. */
export function segmentOf({ path: template }: Operation, path: string, name: string): string | undefined {
  if (!template.includes('{')) return undefined;
  const index = template.split('/').indexOf(`{${name}}`);
  const text = index < 0 ? undefined : path.split('/')[index];
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    // Not URL-encoded text: it names nothing, and the document refuses it as malformed.
    return text;
  }
}
