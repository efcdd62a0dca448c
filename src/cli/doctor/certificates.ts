import { stat } from 'node:fs/promises';
import { ownHosts } from '../../addresses.js';
import { UsageError } from '../../core/errors.js';
import { formatInstant, type Instant } from '../../core/instant.js';
import { filesIn, keptIn } from '../../openfinance/certificates/folder.js';
import { endOf, isFresh, serves } from '../../openfinance/certificates/set.js';
import type { Config } from '../../settings.js';
import { certificateFolder } from '../../tls.js';
import type { Finding } from './finding.js';

/** Whether the certificates a start would use are whole, valid, for the right hosts, and their keys secret. */
export async function lookAtCertificates(config: Config, now: Instant): Promise<readonly Finding[]> {
  const check = 'certificates';
  const folder = certificateFolder(config);
  if (folder === undefined) {
    if (config.tlsPort === undefined) return [];
    const says = {
      pt: 'certificados: só em memória, feitos a cada início',
      en: 'certificates: in memory, made at each start',
    };
    return [{ check, verdict: 'ok', says }];
  }
  try {
    const set = await keptIn(folder);
    if (!set) {
      const says = { pt: `${folder}: certificados a criar`, en: `${folder}: certificates to be made` };
      return config.tlsPort === undefined ? [] : [{ check, verdict: 'ok', says }];
    }
    const until = formatInstant(endOf(set.server)).slice(0, 10);
    if (!isFresh(set, now))
      return [
        {
          check,
          verdict: 'warn',
          says: { pt: `${folder}: valem até ${until}`, en: `${folder}: valid until ${until}` },
          advice: {
            pt: 'start os refaz; copie os novos para a receptora, ou refaça já com transmissora certs --force',
            en: 'start makes them anew; give the new ones to the receiver, or make them now with transmissora certs --force',
          },
        },
      ];
    if (!serves(set, ownHosts(config)))
      return [
        {
          check,
          verdict: 'warn',
          says: {
            pt: `${folder}: o certificado do servidor não serve a ${ownHosts(config).join(', ')}`,
            en: `${folder}: the server's certificate is not for ${ownHosts(config).join(', ')}`,
          },
          advice: { pt: 'start o refaz, com a mesma autoridade', en: 'start makes it anew, with the same authority' },
        },
      ];
    const says = { pt: `${folder}: valem até ${until}`, en: `${folder}: valid until ${until}` };
    return [{ check, verdict: 'ok', says }, ...(await lookAtKeys(folder))];
  } catch (cause) {
    if (!(cause instanceof UsageError)) throw cause;
    return [{ check, verdict: 'fail', says: cause.text }];
  }
}

async function lookAtKeys(folder: string): Promise<readonly Finding[]> {
  if (process.platform === 'win32') return [];
  const keys = Object.values(filesIn(folder)).map(({ key }) => key);
  const modes = await Promise.all(keys.map(async (key) => (await stat(key)).mode));
  const open = keys.filter((_, index) => ((modes[index] ?? 0) & 0o077) !== 0);
  if (open.length === 0) return [];
  return [
    {
      check: 'permissions',
      verdict: 'warn',
      says: { pt: `${open.join(', ')}: outros podem ler`, en: `${open.join(', ')}: others can read it` },
      advice: `chmod 600 ${open.map((key) => `'${key}'`).join(' ')}`,
    },
  ];
}
