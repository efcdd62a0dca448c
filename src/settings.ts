import { addDuration, type Duration, isDuration, isNegative } from './core/duration.js';
import { UsageError } from './core/errors.js';
import { SECOND } from './core/instant.js';
import { inLanguage, type Text } from './core/text.js';
import {
  type ApiVersion,
  APPROVAL_TIMEOUTS,
  LIMITS,
  type OpenFinanceSettings,
  POLLING_ANCHORS,
} from './openfinance/context.js';
import { MAX_PAGE_SIZE, MIN_PAGE_SIZE } from './openfinance/wire/pagination.js';
import { DOCUMENT_VERSIONS, mayAnnounce } from './openfinance/versions.js';
import { type Validator, VALIDATORS } from './http/validate.js';
import type { StoreLocation } from './store/open.js';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export const LOG_FORMATS = ['pretty', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

/** Everything that can be set, with the values in force. Frozen. */
export interface Config extends OpenFinanceSettings {
  readonly port: number;
  readonly host: string;
  /** Of the listener that asks callers for a certificate. */
  readonly tlsPort: number | undefined;
  /** Of the TLS listener that asks for none: the customer's pages and what is public. */
  readonly pagePort: number | undefined;
  /** Folder of the certificates. */
  readonly certs: string | undefined;
  readonly store: StoreLocation;
  readonly scenario: readonly string[];
  readonly publicUrl: string | undefined;
  readonly publicMtlsUrl: string | undefined;
  /** PEM files of authorities whose clients are accepted beside our own. */
  readonly clientCa: readonly string[];
  readonly clientCertificateHeader: string | undefined;
  readonly trustProxyCertificate: boolean;
  readonly adminToken: string | undefined;
  readonly answerLimit: Duration;
  readonly journalSize: number;
  readonly strict: boolean;
  readonly answerAgain: boolean;
  readonly validator: Validator;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
}

/** One setting: a flag, an environment variable and a key of the configuration file, all with the same meaning. */
export interface Setting<T> {
  /** As the flag's value is shown in the help; absent for a switch. */
  readonly value?: string;
  readonly about: { readonly pt: string; readonly en: string };
  /** As text, exactly as one would write it. Absent: off, or derived. */
  readonly fallback?: string;
  readonly repeatable?: boolean;
  /** @throws UsageError naming what is allowed; `name` is how the user wrote the setting. */
  readonly read: (text: string, name: string) => T;
}

const wrong = (name: string, text: string, allowed: Text): UsageError =>
  new UsageError({
    pt: `${name} é "${text}"; permitido: ${inLanguage(allowed, 'pt')}`,
    en: `${name} is "${text}"; allowed: ${inLanguage(allowed, 'en')}`,
  });

const integer =
  (least: number, most: number) =>
  (text: string, name: string): number => {
    const value = Number(text);
    if (/^\d{1,10}$/.test(text) && value >= least && value <= most) return value;
    throw wrong(name, text, {
      pt: `um número inteiro de ${least} a ${most}`,
      en: `a whole number from ${least} to ${most}`,
    });
  };

const oneOf =
  <T extends string>(values: readonly T[]) =>
  (text: string, name: string): T => {
    const value = values.find((candidate) => candidate === text);
    if (value !== undefined) return value;
    throw wrong(name, text, values.join(', '));
  };

const onOff = (text: string, name: string): boolean => oneOf(['true', 'false'])(text, name) === 'true';

const nonEmpty = (text: string, name: string): string => {
  if (text.trim() !== '') return text;
  throw wrong(name, text, { pt: 'um texto que não seja vazio', en: 'a text that is not empty' });
};

/** A duration within limits. */
const duration =
  (fits: (text: Duration) => boolean, allowed: Text) =>
  (text: string, name: string): Duration => {
    if (isDuration(text) && !isNegative(text) && fits(text)) return text;
    throw wrong(name, text, allowed);
  };

/** A duration longer than nothing, or the word `none`. */
const durationOrNone = (text: string, name: string): Duration =>
  text === 'none'
    ? text
    : duration((given) => length(given) > 0, { pt: 'uma duração como P1Y, none', en: 'a duration such as P1Y, none' })(
        text,
        name,
      );

/** A day after which three months are as long as they ever are: 92 days. */
const LONG_MONTHS = Date.UTC(2025, 6, 1, 12);

/** Compared from a fixed day, so that months and days can be held against each other. Milliseconds. */
const length = (text: Duration): number => addDuration(LONG_MONTHS, text) - LONG_MONTHS;

function readPublicUrl(text: string, name: string): string {
  const allowed = {
    pt: 'um endereço http ou https sem caminho, como https://mock.example.com',
    en: 'an http or https address without path, such as https://mock.example.com',
  };
  if (!URL.canParse(text)) throw wrong(name, text, allowed);
  const url = new URL(text);
  const isPlain =
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    url.password === '';
  if (!isPlain) throw wrong(name, text, allowed);
  return url.origin;
}

function readHeaderName(text: string, name: string): string {
  if (/^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/i.test(text)) return text;
  throw wrong(name, text, {
    pt: 'o nome de um cabeçalho, como Client-Cert',
    en: 'the name of a header, such as Client-Cert',
  });
}

function readStore(text: string, name: string): StoreLocation {
  if (text === 'memory') return { kind: 'memory' };
  if (text.startsWith('file:') && text.length > 'file:'.length)
    return { kind: 'file', path: text.slice('file:'.length) };
  // What is wrong with an address is not repeated: there may be a password in it.
  if (/^postgres(ql)?:/i.test(text)) return { kind: 'postgres', url: readPostgresUrl(text, name) };
  throw wrong(name, text, { pt: `memory, file:CAMINHO, ${POSTGRES_URL}`, en: `memory, file:PATH, ${POSTGRES_URL}` });
}

const POSTGRES_URL = 'postgres://USER:PASSWORD@HOST:PORT/DATABASE';
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'] as const;

function readPostgresUrl(text: string, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || !/^postgres(ql)?:\/\//i.test(text) || url.pathname.length < 2)
    throw new UsageError({
      pt: `${name} não é o endereço de um banco de dados; permitido: memory, file:CAMINHO, ${POSTGRES_URL}`,
      en: `${name} is no address of a database; allowed: memory, file:PATH, ${POSTGRES_URL}`,
    });
  const mode = url.searchParams.get('sslmode');
  if (mode !== null) oneOf(SSL_MODES)(mode, `${name}: sslmode`);
  return text;
}

function readApiVersion(text: string, name: string): ApiVersion {
  const [, family, version] = /^([a-z-]+)=(\d+\.\d+\.\d+)$/.exec(text) ?? [];
  if (family !== undefined && version !== undefined && mayAnnounce(family, version)) return { family, version };
  const known = Object.entries(DOCUMENT_VERSIONS).map(([api, own]) => `${api}=${own.split('.')[0]}.x.y`);
  throw wrong(name, text, {
    pt: `FAMÍLIA=VERSÃO, como loans=2.6.0, entre ${known.join(', ')}`,
    en: `FAMILY=VERSION, such as loans=2.6.0, of ${known.join(', ')}`,
  });
}

/** Every setting, in the order the help shows them. */
export const SETTINGS = {
  port: {
    value: 'number',
    about: { pt: 'Porta; 0 usa qualquer uma livre', en: 'Port to listen on; 0 takes any free one' },
    fallback: '3000',
    read: integer(0, 65_535),
  },
  host: {
    value: 'address',
    about: { pt: 'Endereço em que escuta', en: 'Address to listen on' },
    fallback: '127.0.0.1',
    read: nonEmpty,
  },
  tlsPort: {
    value: 'number',
    about: {
      pt: 'Porta TLS que pede certificado de cliente (mTLS); 0 usa qualquer uma livre',
      en: 'TLS port that asks for a client certificate (mTLS); 0 takes any free one',
    },
    read: integer(0, 65_534),
  },
  pagePort: {
    value: 'number',
    about: {
      pt: 'Porta TLS que não pede certificado, para a página do cliente; sem ela, a seguinte a --tls-port',
      en: "TLS port that asks for no certificate, for the customer's page; without it, the one after --tls-port",
    },
    read: integer(0, 65_535),
  },
  certs: {
    value: 'folder',
    about: {
      pt: 'Pasta dos certificados TLS; sem ela, ao lado do arquivo de dados ou só em memória',
      en: 'Folder of the TLS certificates; without it, beside the data file or in memory only',
    },
    read: nonEmpty,
  },
  store: {
    value: 'place',
    about: {
      pt: 'Onde guardar: memory, file:CAMINHO ou postgres://… (várias instâncias)',
      en: 'Where to keep data: memory, file:PATH, or postgres://… (many instances)',
    },
    fallback: 'file:.transmissora/data.json',
    read: readStore,
  },
  scenario: {
    value: 'name|file',
    about: {
      pt: 'Cenário a carregar, uma vez por armazenamento (repetível); demo quando ele está vazio',
      en: 'Scenario to load, once per store (repeatable); demo when the store is empty',
    },
    repeatable: true,
    read: nonEmpty,
  },
  publicUrl: {
    value: 'url',
    about: {
      pt: 'Para onde apontam links e emissor; sem ele, o endereço usado por quem chama',
      en: 'Where links and the issuer point; without it, the address the caller used',
    },
    read: readPublicUrl,
  },
  publicMtlsUrl: {
    value: 'url',
    about: {
      pt: 'O mesmo para o que pede certificado, quando responde em outro endereço',
      en: 'The same for what asks for a certificate, when it answers elsewhere',
    },
    read: readPublicUrl,
  },
  clientCa: {
    value: 'file',
    about: {
      pt: 'Autoridade (PEM) cujos certificados de cliente também valem (repetível)',
      en: 'Authority (PEM) whose client certificates are accepted too (repeatable)',
    },
    repeatable: true,
    read: nonEmpty,
  },
  clientCertificateHeader: {
    value: 'name',
    about: {
      pt: 'Cabeçalho em que um proxy, que termina o TLS, entrega o certificado do cliente',
      en: 'Header in which a proxy that ends TLS hands over the client certificate',
    },
    read: readHeaderName,
  },
  trustProxyCertificate: {
    about: {
      pt: 'Aceita esse cabeçalho também fora de loopback: só o proxy alcança a porta',
      en: 'Accept that header off loopback too: only the proxy reaches the port',
    },
    fallback: 'false',
    read: onOff,
  },
  adminToken: {
    value: 'token',
    about: {
      pt: 'Token de /__admin; obrigatório fora de loopback, gerado se não for dado',
      en: 'Token for /__admin; required off loopback, made when not given',
    },
    read: nonEmpty,
  },
  pollingAnchor: {
    value: 'when',
    about: {
      pt: `De quando conta a janela do 202: ${POLLING_ANCHORS.join(', ')}`,
      en: `What the 202 window counts from: ${POLLING_ANCHORS.join(', ')}`,
    },
    fallback: 'authorisation',
    read: oneOf(POLLING_ANCHORS),
  },
  pollingLimit: {
    value: 'duration',
    about: { pt: 'Por quanto tempo GET /resources pode responder 202', en: 'How long GET /resources may answer 202' },
    fallback: 'PT5M',
    read: duration((text) => length(text) > 0 && length(text) <= length('PT5M'), {
      pt: 'uma duração como PT30S, até PT5M (RES-051)',
      en: 'a duration such as PT30S, up to PT5M (RES-051)',
    }),
  },
  retention: {
    value: 'duration',
    about: {
      pt: 'Por quanto tempo um recurso UNAVAILABLE fica na lista',
      en: 'How long an UNAVAILABLE resource stays listed',
    },
    fallback: 'P3M',
    read: duration((text) => length(text) >= length('P3M'), {
      pt: 'uma duração de P3M (RES-037) a P100Y',
      en: 'a duration from P3M (RES-037) to P100Y',
    }),
  },
  maxPageSize: {
    value: 'number',
    about: { pt: 'Máximo de registros por página', en: 'The most records this transmitter puts on a page' },
    fallback: '1000',
    read: integer(MIN_PAGE_SIZE, MAX_PAGE_SIZE),
  },
  approvalTimeout: {
    value: 'what',
    about: {
      pt: 'O que termina quando nenhum recurso é aprovado no prazo: consent, resource',
      en: 'What ends when every resource loses its approval: consent, resource',
    },
    fallback: 'consent',
    read: oneOf(APPROVAL_TIMEOUTS),
  },
  limits: {
    value: 'which',
    about: {
      pt: 'Limites operacionais e de tráfego nas APIs de produto: off, official',
      en: 'Operational and traffic limits on the product APIs: off, official',
    },
    fallback: 'off',
    read: oneOf(LIMITS),
  },
  apiVersion: {
    value: 'family=version',
    about: {
      pt: 'Versão que uma família anuncia em x-v (repetível)',
      en: 'Version a family announces in x-v (repeatable)',
    },
    repeatable: true,
    read: readApiVersion,
  },
  maxConsentValidity: {
    value: 'duration|none',
    about: {
      pt: 'Validade máxima de um consentimento novo; none não limita',
      en: 'How far ahead a new consent may expire; none sets no limit',
    },
    fallback: 'P1Y',
    read: durationOrNone,
  },
  maxExtensionValidity: {
    value: 'duration|none',
    about: {
      pt: 'Validade máxima ao renovar um consentimento; none não limita',
      en: 'How far ahead an extension may go; none sets no limit',
    },
    fallback: 'none',
    read: durationOrNone,
  },
  accessTokenLife: {
    value: 'duration',
    about: {
      pt: 'Quanto vive um token de acesso, em tempo real: de PT5M a PT15M',
      en: 'How long an access token lives, in real time: PT5M to PT15M',
    },
    fallback: 'PT15M',
    read: duration(
      (text) => length(text) >= length('PT5M') && length(text) <= length('PT15M') && length(text) % SECOND === 0,
      { pt: 'segundos inteiros de PT5M a PT15M', en: 'whole seconds from PT5M to PT15M' },
    ),
  },
  answerLimit: {
    value: 'duration',
    about: {
      pt: 'Tempo real para responder antes de desistir com 504',
      en: 'Real time to answer before giving up with 504',
    },
    fallback: 'PT15S',
    read: duration((text) => length(text) > 0 && length(text) <= length('PT15S'), {
      pt: 'uma duração como PT10S, até PT15S (RES-056)',
      en: 'a duration such as PT10S, up to PT15S (RES-056)',
    }),
  },
  journalSize: {
    value: 'number',
    about: { pt: 'Quantas trocas o diário guarda', en: 'Exchanges the journal keeps' },
    fallback: '10000',
    read: integer(1, 1_000_000),
  },
  answerAgain: {
    value: 'true|false',
    about: {
      pt: 'Se repete uma resposta de GET /resources que nada pode ter mudado, sem refazê-la',
      en: 'Whether an answer of GET /resources that nothing can have changed is given again without working it out',
    },
    fallback: 'true',
    read: onOff,
  },
  validator: {
    value: 'which',
    about: {
      pt: `Quem confere chamadas e respostas com o documento: ${VALIDATORS.join(', ')}; os veredictos são os mesmos`,
      en: `What holds calls and answers to the document: ${VALIDATORS.join(', ')}; the verdicts are the same`,
    },
    fallback: 'compiled',
    read: oneOf(VALIDATORS),
  },
  strict: {
    about: {
      pt: 'Sem cabeçalhos x-transmissora-* nem Prefer: só o que uma transmissora real tem',
      en: 'No x-transmissora-* headers and no Prefer: nothing a real transmitter lacks',
    },
    fallback: 'false',
    read: onOff,
  },
  logLevel: {
    value: 'level',
    about: { pt: `Nível do log: ${LOG_LEVELS.join(', ')}`, en: `Log level: ${LOG_LEVELS.join(', ')}` },
    fallback: 'warn',
    read: oneOf(LOG_LEVELS),
  },
  logFormat: {
    value: 'format',
    about: { pt: `Formato do log: ${LOG_FORMATS.join(', ')}`, en: `Log format: ${LOG_FORMATS.join(', ')}` },
    fallback: 'pretty',
    read: oneOf(LOG_FORMATS),
  },
} satisfies { [K in keyof Config]: Setting<unknown> };

export type SettingKey = keyof typeof SETTINGS;
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

/** `pollingLimit` → `polling-limit`. */
export const flagOf = (key: SettingKey): string => key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `pollingLimit` → `TRANSMISSORA_POLLING_LIMIT`. */
export const variableOf = (key: SettingKey): string => `TRANSMISSORA_${flagOf(key).replaceAll('-', '_').toUpperCase()}`;
