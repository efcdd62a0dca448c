import type { Finding } from './finding.js';

/** The versions the tests run on. */
const TESTED = [20, 22, 24];

/** `running`: as `process.versions.node`; `engines`: as in package.json, `>=20.19`. */
export function lookAtNode(running: string, engines: string): Finding {
  const [major = 0] = numbersIn(running);
  const says = `Node.js ${running}`;
  if (isBelow(numbersIn(running), numbersIn(engines)))
    return {
      check: 'node',
      verdict: 'fail',
      says: { pt: `${says}: é preciso ${engines}`, en: `${says}: ${engines} is needed` },
      advice: {
        pt: 'instale a versão LTS de https://nodejs.org, ou troque com nvm, fnm ou asdf',
        en: 'install the LTS version from https://nodejs.org, or switch with nvm, fnm or asdf',
      },
    };
  if (TESTED.includes(major)) return { check: 'node', verdict: 'ok', says };
  return {
    check: 'node',
    verdict: 'warn',
    says: { pt: `${says}: versão não testada`, en: `${says}: a version nobody tested` },
    advice: {
      pt: `deve funcionar; se algo estranhar, use ${TESTED.join(', ')}`,
      en: `it should work; if anything is odd, use ${TESTED.join(', ')}`,
    },
  };
}

const numbersIn = (version: string): readonly number[] => (version.match(/\d+/g) ?? []).map(Number);

function isBelow(version: readonly number[], least: readonly number[]): boolean {
  const at = least.findIndex((number, index) => number !== (version[index] ?? 0));
  return at >= 0 && (version[at] ?? 0) < (least[at] ?? 0);
}
