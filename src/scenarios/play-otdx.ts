import type { Text } from '../core/text.js';
import { type Check, checkAnswer, type OfficialBody } from './check.js';
import type { Cast } from './cast.js';
import type { OtdxCall, Step } from './scenario.js';
import { callOtdx, type Stage } from './stage.js';

/** Makes a call of the OTDX service; the hashtask that comes back joins the cast under the name it is to be kept under. */
export async function askOtdx(
  stage: Stage,
  cast: Cast,
  { expect }: Step,
  { as, method, path, body, keep }: OtdxCall,
): Promise<{ readonly outcome: Text; readonly checks: readonly Check[] }> {
  const { tokens = {}, kept = {} } = cast.otdx ?? {};
  const answer = await callOtdx(stage, {
    method,
    path: filled(path, kept),
    token: tokens[as],
    ...(body && {
      body: Object.fromEntries(Object.entries(body).map(([name, value]) => [name, filledIn(value, kept)])),
    }),
  });
  const got = answer.body as (OfficialBody & { readonly hashtask?: string }) | undefined;
  if (keep !== undefined && got?.hashtask !== undefined) kept[keep] = got.hashtask;
  return { outcome: summary(answer.status, got), checks: expect ? checkAnswer(expect, answer.status, got) : [] };
}

const filled = (text: string, kept: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{([\w-]+)\}/g, (whole, name: string) => kept[name] ?? whole);

const filledIn = (value: unknown, kept: Readonly<Record<string, string>>): unknown =>
  typeof value === 'string' ? filled(value, kept) : value;

function summary(status: number, body: OfficialBody | undefined): Text {
  const { total_items: total, detail } = body ?? {};
  if (total === undefined) return [status, detail].filter((part) => part !== undefined).join(', ');
  return total === 1
    ? { pt: `${status}, 1 item`, en: `${status}, 1 item` }
    : { pt: `${status}, ${total} itens`, en: `${status}, ${total} items` };
}
