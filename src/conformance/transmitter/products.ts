import type { Exchange } from '../../core/exchange.js';
import { PRODUCT_ROWS, type ProductRow } from '../products.js';
import { officialPath } from '../reading.js';

/** The product whose list a call is for. */
export const listedBy = ({ method, path }: Exchange): ProductRow | undefined =>
  method === 'GET' ? PRODUCT_ROWS.find(({ list }) => list === path) : undefined;

/** The product and resource that a call below a list names. */
export function detailOf(exchange: Exchange): { row: ProductRow; resourceId: string } | undefined {
  const { path } = exchange;
  const found = officialPath(exchange) && PRODUCT_ROWS.find(({ list }) => path.startsWith(`${list}/`));
  const resourceId = found && path.slice(found.list.length + 1).split('/')[0];
  return found && resourceId !== undefined && resourceId !== '' ? { row: found, resourceId } : undefined;
}
