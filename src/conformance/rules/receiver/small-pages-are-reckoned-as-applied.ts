import { errorCodesOf, queryOf } from '../../reading.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { usesOf } from '../../receiver-traffic.js';
import { broken, kept, say } from '../../rule.js';

/** A smaller size counts as this. */
const MIN_PAGE_SIZE = 25;

export default {
  id: 'RCV-17',
  judges: 'receiver',
  level: 'MUST',
  area: 'pagination',
  title: say(
    'Quem pede menos de 25 itens por página conta as páginas pelo tamanho aplicado, não pelo pedido.',
    'Whoever asks for fewer than 25 items a page reckons pages by the size applied, not the one asked for.',
  ),
  source: 'Resources 3.1.0, parameter page-size; Portal, Paginação',
  needs: say('um pedido com page-size menor que 25', 'a request with a page-size below 25'),
  check: (journal) =>
    usesOf(journal).flatMap(({ calls }) =>
      calls
        .filter((exchange) => {
          const size = queryOf(exchange).get('page-size');
          return size !== null && Number(size) < MIN_PAGE_SIZE;
        })
        .map((exchange) => {
          const [page, size] = ['page', 'page-size'].map((name) => queryOf(exchange).get(name) ?? '1');
          return errorCodesOf(exchange).includes('PAGE_NOT_FOUND')
            ? broken(
                say(
                  `A página ${page} foi contada com ${size} itens; aplicam-se 25, e ela não existe.`,
                  `Page ${page} was reckoned with ${size} items; 25 apply, and it does not exist.`,
                ),
                [exchange],
              )
            : kept(
                say(
                  'Um page-size menor que 25 não levou a páginas que não existem.',
                  'A page-size below 25 led to no missing pages.',
                ),
                [exchange],
              );
        }),
    ),
} satisfies ReceiverRule;
