import type { WallClock } from '../../core/clock.js';
import { SECOND } from '../../core/instant.js';
import { ask } from './ask.js';
import type { Finding } from './finding.js';

/** How long a server may take to answer. */
const PATIENCE = 5 * SECOND;
/** `Date` tells whole seconds, and the answer takes a while. */
const UNNOTICED = 2 * SECOND;
/** From here on, assertions and tokens of one side are not yet, or no longer, valid at the other. */
const HARMFUL = 30 * SECOND;

/** How far this machine's clock is from that of a server, by the `Date` of an answer. */
export async function lookAtClock(target: string | undefined, wall: WallClock): Promise<Finding> {
  const check = 'clock';
  if (target === undefined)
    return {
      check,
      verdict: 'skip',
      says: {
        pt: 'relógio: com --target URL, compara com o de um servidor',
        en: "clock: with --target URL, compares with a server's",
      },
    };
  const asked = wall.now();
  let date: string | undefined;
  try {
    date = (await ask(target, 'HEAD', PATIENCE)).headers.date;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    return {
      check,
      verdict: 'unreachable',
      says: {
        pt: `${target}: ninguém responde (${code ?? message})`,
        en: `${target}: nothing answers (${code ?? message})`,
      },
      advice: {
        pt: 'confira o endereço, e se o servidor está no ar (transmissora start)',
        en: 'check the address, and whether the server is up (transmissora start)',
      },
    };
  }
  const answered = wall.now();
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs))
    return {
      check,
      verdict: 'warn',
      says: { pt: `${target}: responde sem Date`, en: `${target}: answers without Date` },
      advice: { pt: 'tente outro servidor', en: 'try another server' },
    };
  return judged(skewOf({ asked, answered, theirs }), target);
}

/**
 * How far ahead of the server this machine is. The header tells the second that had begun, somewhere between question
 * and answer: what that leaves open counts for nothing. Milliseconds.
 */
export function skewOf({
  asked,
  answered,
  theirs,
}: {
  readonly asked: number;
  readonly answered: number;
  readonly theirs: number;
}): number {
  if (asked > theirs + SECOND) return asked - (theirs + SECOND);
  return answered < theirs ? answered - theirs : 0;
}

function judged(skew: number, target: string): Finding {
  const check = 'clock';
  const seconds = Math.round(Math.abs(skew) / SECOND);
  if (Math.abs(skew) <= UNNOTICED)
    return {
      check,
      verdict: 'ok',
      says: { pt: `relógio igual ao de ${target}`, en: `clock the same as at ${target}` },
    };
  return {
    check,
    verdict: Math.abs(skew) < HARMFUL ? 'warn' : 'fail',
    says: {
      pt: `relógio ${seconds} s ${skew > 0 ? 'adiantado' : 'atrasado'} em relação a ${target}`,
      en: `clock ${seconds} s ${skew > 0 ? 'ahead of' : 'behind'} ${target}`,
    },
    advice: {
      pt: 'acerte o relógio (NTP: timedatectl set-ntp true); fora de hora, tokens e certificados não valem',
      en: 'set the clock right (NTP: timedatectl set-ntp true); out of time, tokens and certificates are not valid',
    },
  };
}
