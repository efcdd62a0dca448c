import { RECEIVER_RULES } from '../../src/conformance/rules/receiver.js';
import { DOCUMENTS, type Rule, SECTIONS } from './catalogue.js';
import type { Citations } from './citations.js';
import { anchorOf, code, page, table } from './markdown.js';

const INTRO_PT = `*In English below.* As exigências a que este servidor responde, em palavras nossas; vale o texto da coluna *Source*.
*Who* é T para a transmissora e R para a receptora. MUST obriga, SHOULD recomenda, MAY permite; INFERENCE é leitura nossa
onde os textos calam, NOT-REQUIRED o que ninguém precisa fazer, FACT aquilo em que outras regras se apoiam. *Tests* são os
arquivos de *test*, num clone do projeto, que nomeiam a regra.`;

const INTRO = `The requirements this server answers to, in our own words; the text that binds is the one under *Source*. *Who* is
T for the transmitter, R for the receiver. INFERENCE marks our reading where the texts are silent, NOT-REQUIRED
something nobody has to do, FACT what other rules rest on. *Tests* are the files of *test*, in a clone of the project, that name the rule.`;

const RECEIVER_PT = `O que \`transmissora grade\` e \`GET /__admin/receiver-report\` julgam, pelas chamadas da receptora. Um MUST quebrado
reprova; um SHOULD quebrado é aviso, e um INFO também, que nada pede mas vale saber. Veja [conformidade](pt/conformance.md).`;

const RECEIVER = `What \`transmissora grade\` and \`GET /__admin/receiver-report\` judge, from the calls a receiver made. A broken MUST fails, a
broken SHOULD is a warning, and so is a broken INFO, which asks nothing but is worth knowing. See
[conformance](en/conformance.md).`;

/** What the page says of a rule, whichever catalogue it is from. */
type Listed = Pick<Rule, 'party' | 'title' | 'source'> & { readonly id: string; readonly level: string };

const HEAD = ['Rule', 'Level', 'Who', 'English', 'Português', 'Source', 'Tests'];

/** docs/rules.md: the rule catalogue, section by section, with the tests that name each rule. */
export const rulesPage = (tests: Citations): string =>
  page(
    '# Regras · Rules',
    INTRO_PT,
    INTRO,
    ...SECTIONS.flatMap(({ title, rules }) => [
      `## ${title}`,
      table(
        HEAD,
        rules.map((rule) => cells(rule, tests)),
      ),
    ]),
    '## Conduct of the receiver',
    RECEIVER_PT,
    RECEIVER,
    table(
      HEAD,
      RECEIVER_RULES.map((rule) => cells({ ...rule, party: 'R' }, tests)),
    ),
    '## Documents cited',
    table(['Name', 'Document'], Object.entries(DOCUMENTS)),
  );

const cells = ({ id, level, party, title, source }: Listed, tests: Citations): readonly string[] => [
  `<a id="${anchorOf(id)}"></a>${id}`,
  level,
  party === 'both' ? 'T, R' : party,
  title.en,
  title.pt,
  source,
  tests
    .get(id)
    ?.map((file) => code(file.replace(/\.test\.ts$/, '')))
    .join(', ') ?? '—',
];
