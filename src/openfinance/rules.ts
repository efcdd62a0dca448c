/** How strongly the source asks. INFERENCE is our own reading of silent texts; FACT asks nothing, but others rest on it. */
type Level = 'MUST' | 'MUST NOT' | 'SHOULD' | 'MAY' | 'NOT-REQUIRED' | 'INFERENCE' | 'FACT';

/** Whom a rule binds: T the transmitter (us), R the receiver. */
type Party = 'T' | 'R' | 'both';

interface Row<Id extends string> {
  readonly id: Id;
  readonly level: Level;
  readonly party: Party;
  readonly title: { readonly pt: string; readonly en: string };
  /** Citations, `; ` between them: a name of DOCUMENTS, then `, ` and the place in it. */
  readonly source: string;
}

interface Section {
  readonly title: string;
  readonly rules: readonly Row<string>[];
}

/** What each name at the head of a citation stands for. */
export const DOCUMENTS = {
  'Common 2.0.1': 'Common (Discovery) API, OpenAPI document 2.0.1',
  'Consents 3.3.1': 'Consents API, OpenAPI document 3.3.1',
  'DC-Cadastrais': 'Developer portal, guidance page on registration data',
  'DC-Cartão': 'Developer portal, guidance page on credit cards',
  'DC-Contas': 'Developer portal, guidance page on accounts',
  'DC-Crédito': 'Developer portal, guidance page on credit operations',
  'DC-Câmbio': 'Developer portal, guidance page on exchange',
  'DC-Investimentos': 'Developer portal, guidance page on investments',
  'DC-Recursos': 'Developer portal, guidance page on the Resources API, version 12 of 2024-01-31',
  'FAPI-BR 2.1.0': 'Open Finance Brasil Financial-grade API Security Profile 2.1.0, 2025-12-02',
  'Functional suite': 'Functional conformance suite: module list of 2026-09, last public source of 2022-09',
  Inference: 'Our reading where the texts are silent; not an official rule',
  'Known problems': 'Developer portal, known problems of phase 2, 2024-06-03',
  'Participants 1.0.0': 'Participants directory API, OpenAPI document 1.0.0',
  Portal: 'Developer portal, the page named next, as of 2026-02-24',
  'RFC 6749': 'OAuth 2.0',
  'RFC 6750': 'OAuth 2.0, use of bearer tokens',
  'Resources 3.1.0': 'Resources API, OpenAPI document 3.1.0',
  'Security suite': 'FAPI conformance suite, 2026-08',
  'UX guide': 'User experience guide, v.19.00.01',
} as const satisfies Record<string, string>;

const rowsOf =
  (level: Level, party: Party) =>
  <Id extends string>(id: Id, pt: string, en: string, source: string): Row<Id> => ({
    id,
    level,
    party,
    title: { pt, en },
    source,
  });

const must = rowsOf('MUST', 'T');
const mustNot = rowsOf('MUST NOT', 'T');
const should = rowsOf('SHOULD', 'T');
const may = rowsOf('MAY', 'T');
const notRequired = rowsOf('NOT-REQUIRED', 'T');
const inference = rowsOf('INFERENCE', 'T');
const fact = rowsOf('FACT', 'T');
const mustBoth = rowsOf('MUST', 'both');
const receiverMust = rowsOf('MUST', 'R');
const receiverShould = rowsOf('SHOULD', 'R');
const receiverMay = rowsOf('MAY', 'R');
const receiverFact = rowsOf('FACT', 'R');

/**
 * The requirements this project answers to, in our own words. What binds only the receiver's use of the API
 * (RES-120 and after) is judged elsewhere.
 */
export const SECTIONS = [
  {
    title: 'Purpose, gating and scope of the list',
    rules: [
      must(
        'RES-001',
        'A lista é do consentimento vinculado ao token: outro consentimento do mesmo cliente tem outra lista.',
        'The list belongs to the consent bound to the token: another consent of the same customer has another list.',
        'Resources 3.1.0, info and security; DC-Recursos, Finalidade',
      ),
      must(
        'RES-002',
        'A lista só é servida enquanto o consentimento está AUTHORISED e vigente; fora disso, 401.',
        'The list is served only while the consent is AUTHORISED and in force; otherwise 401.',
        'Resources 3.1.0, info; DC-Contas, interaction table; FAPI-BR 2.1.0, 8.1(2)',
      ),
      mustBoth(
        'RES-003',
        'RESOURCES_READ faz parte de todo agrupamento pedido; sem essa permissão ou sem o escopo, 403.',
        'RESOURCES_READ is part of every group asked for; without that permission or the scope, 403.',
        'Resources 3.1.0, info; Consents 3.3.1, permission groups',
      ),
      must(
        'RES-004',
        'O resourceId é o mesmo identificador que a API do produto usa, com 1 a 100 caracteres.',
        'The resourceId is the same id the product API uses, 1 to 100 characters long.',
        'Resources 3.1.0, resourceId schema',
      ),
      must(
        'RES-005',
        'O identificador é opaco, sem dados pessoais, e o mesmo em todas as consultas e consentimentos.',
        'The id is opaque, free of personal data, and the same in every query and every consent.',
        'Portal, Formação e Estabilidade do ID',
      ),
      must(
        'RES-006',
        'Cada item traz exatamente resourceId, type e status.',
        'Each item carries exactly resourceId, type and status.',
        'Resources 3.1.0, response schema; Portal, Campos regulatórios - [DC] Recursos',
      ),
      must(
        'RES-007',
        'O status resulta tanto do consentimento quanto da situação do produto na transmissora.',
        "The status results from both the consent and the product's situation at the transmitter.",
        'Resources 3.1.0, info',
      ),
      must(
        'RES-008',
        'O status de um recurso não depende dos demais: um pode estar pendente e outro já ser consultado.',
        'The status of a resource does not depend on the others: one may be pending and another already usable.',
        'DC-Recursos, use cases; DC-Investimentos, RN007; DC-Câmbio, RN007',
      ),
      must(
        'RES-009',
        'Na seleção agrupada, o que for contratado depois entra na lista sem novo consentimento.',
        'Under grouped selection, what is contracted later enters the list without a new consent.',
        'DC-Recursos, Finalidade; Portal, Consentimento, transition rules',
      ),
      notRequired(
        'RES-010',
        'Na seleção individual não há dever de incluir produtos contratados depois; por inferência, não se incluem.',
        'Under individual selection, later products need not be added; by inference, they are not.',
        'Portal, Consentimento, transition rules',
      ),
      must(
        'RES-011',
        'Dados cadastrais nunca aparecem como recurso.',
        'Registration data never appears as a resource.',
        'DC-Cadastrais, RN001 and RN002; Functional suite, resources_api_200-customer-data',
      ),
      must(
        'RES-012',
        'Antes de expor recursos de um produto novo, a transmissora já registrou seus endereços no diretório.',
        'Before exposing resources of a new product, the transmitter has registered its addresses in the directory.',
        'DC-Recursos, use case 3',
      ),
    ],
  },
  {
    title: 'Selection modes at confirmation',
    rules: [
      must(
        'RES-020',
        'Em contas e cartões, o cliente escolhe ao menos um recurso do produto, se tiver algum elegível.',
        'For accounts and cards, the customer picks at least one resource of the product, if any is eligible.',
        'DC-Recursos, selection mode i; UX guide, Jornada Básica, step 4',
      ),
      must(
        'RES-021',
        'Na seleção individual, cada recurso escolhido é listado, seja qual for o status.',
        'Under individual selection, every chosen resource is listed, whatever its status.',
        'DC-Recursos, selection mode i',
      ),
      must(
        'RES-022',
        'Em câmbio não se escolhe item a item: entram todas as operações, presentes e futuras.',
        'Exchange has no choice per item: all operations are in, present and future.',
        'DC-Recursos, selection mode ii',
      ),
      must(
        'RES-023',
        'Em crédito e investimentos não se escolhe produto: entram todos os recursos do grupo, presentes e futuros.',
        'Credit and investments have no choice per product: all resources of the group are in, present and future.',
        'DC-Recursos, selection mode iii',
      ),
      must(
        'RES-024',
        'Na seleção agrupada, lista-se tudo o que o cliente tem dentro dos critérios de exposição, com qualquer status.',
        'Under grouped selection, all the customer holds within the exposure criteria is listed, whatever its status.',
        'DC-Recursos, selection modes ii and iii; DC-Investimentos, RN002 and RN004; DC-Câmbio, RN002 and RN004',
      ),
      must(
        'RES-025',
        'Um grupo pode ser confirmado mesmo sem nada contratado ou sem oferta; suas permissões são mantidas.',
        'A group can be confirmed even when nothing in it is held or sold; its permissions are kept.',
        'DC-Recursos, use case 3; Portal, Consentimento, rule 3; Consents 3.3.1, info',
      ),
      must(
        'RES-026',
        'Contas e cartões: oferecido o produto, as permissões ficam, mesmo sem contrato; não oferecido, saem.',
        'Accounts and cards: a product on offer keeps its permissions, held or not; one not on offer loses them.',
        'Portal, Consentimento, rules 4 and 5',
      ),
      must(
        'RES-027',
        'A confirmação mostra apenas as categorias que o cliente escolheu na receptora.',
        'The confirmation shows only the categories the customer chose at the receiver.',
        'DC-Recursos, selection modes; UX guide, Jornada Básica',
      ),
      must(
        'RES-028',
        'Sem recursos a devolver, a resposta é 200 com lista vazia e totais zerados.',
        'With no resources to return, the answer is 200 with an empty list and totals of zero.',
        'DC-Recursos, selection modes; Resources 3.1.0, data minItems; Portal, Paginação',
      ),
      fact(
        'RES-029',
        'A lista agrupada pode ser vazia: produto não vendido, nunca contratado ou fora dos critérios de exposição.',
        'A grouped list may be empty: product not sold, never contracted, or outside the exposure criteria.',
        'DC-Recursos, selection modes',
      ),
    ],
  },
  {
    title: 'Statuses and the state machine',
    rules: [
      must(
        'RES-030',
        'Há só quatro status: AVAILABLE, UNAVAILABLE, TEMPORARILY_UNAVAILABLE e PENDING_AUTHORISATION.',
        'There are only four statuses: AVAILABLE, UNAVAILABLE, TEMPORARILY_UNAVAILABLE and PENDING_AUTHORISATION.',
        'Resources 3.1.0, status enum',
      ),
      must(
        'RES-031',
        'AVAILABLE é o recurso em uso e visível nos canais eletrônicos; bloqueio que mantém esse acesso não o muda.',
        'AVAILABLE is a resource in use and visible in electronic channels; a block that keeps that access changes nothing.',
        'DC-Recursos, states; DC-Contas, states; DC-Cartão, states; DC-Investimentos, states',
      ),
      must(
        'RES-032',
        'TEMPORARILY_UNAVAILABLE é o bloqueio passageiro, sem acesso eletrônico; o recurso pode voltar.',
        'TEMPORARILY_UNAVAILABLE is a passing block without electronic access; the resource may return.',
        'DC-Recursos, states',
      ),
      must(
        'RES-033',
        'UNAVAILABLE é o fim: bloqueio definitivo, encerramento sem acesso eletrônico, migração ou recusa de um aprovador.',
        'UNAVAILABLE is the end: definitive block, closing without electronic access, migration, or a refusing approver.',
        'DC-Recursos, states; DC-Contas, states; DC-Investimentos, states',
      ),
      must(
        'RES-034',
        'PENDING_AUTHORISATION espera por outros aprovadores; só pode ser o primeiro status.',
        'PENDING_AUTHORISATION waits for further approvers; it can only be the first status.',
        'DC-Recursos, transitions',
      ),
      must(
        'RES-035',
        'Pendente vai a qualquer outro; disponível e temporariamente indisponível alternam ou terminam.',
        'Pending leads to any other; available and temporarily unavailable alternate or end.',
        'DC-Recursos, transitions',
      ),
      must(
        'RES-036',
        'FUND e VARIABLE_INCOME podem voltar de UNAVAILABLE a AVAILABLE se houver movimento novo, com o mesmo id.',
        'FUND and VARIABLE_INCOME may go from UNAVAILABLE back to AVAILABLE upon new movement, with the same id.',
        'DC-Recursos, transitions; DC-Investimentos, use cases and diagram',
      ),
      may(
        'RES-037',
        'Passados três meses em UNAVAILABLE, o recurso pode ser expurgado e sair da lista.',
        'After more than three months UNAVAILABLE, a resource may be purged and leave the list.',
        'DC-Recursos, use cases',
      ),
      must(
        'RES-038',
        'Doze meses após o encerramento, o recurso já compartilhado vira UNAVAILABLE; o nunca compartilhado não é listado.',
        'Twelve months after closing, a resource already shared turns UNAVAILABLE; one never shared is not listed.',
        'DC-Investimentos, RN002; DC-Câmbio, RN002; DC-Cartão, state table; DC-Crédito, state table',
      ),
      fact(
        'RES-039',
        'Doze meses são um ano civil, contado na data da consulta (status) ou no início do consentimento (elegibilidade).',
        'Twelve months are a civil year, as of the query for status and as of the start of the consent for eligibility.',
        'DC-Contas, last section; DC-Cartão, glossary',
      ),
      must(
        'RES-040',
        'Crédito liquidado segue a regra dos 12 meses; cancelado, em perda ou portado não entra e, se já entrou, encerra.',
        'Settled credit follows the 12 months; cancelled, written off or ported does not enter, or ends if it had.',
        'DC-Crédito, state table',
      ),
      must(
        'RES-041',
        'Câmbio: operação anulada não é compartilhada; aberta, liquidada ou cancelada há até 12 meses é AVAILABLE.',
        'Exchange: an annulled operation is not shared; one open, settled or cancelled within 12 months is AVAILABLE.',
        'DC-Câmbio, state table',
      ),
      must(
        'RES-042',
        'Conta de cartão dormente, ainda não ativa nem visível ao cliente, não é compartilhada.',
        'A dormant card account, not yet active nor visible to the customer, is not shared.',
        'DC-Cartão, state table',
      ),
      must(
        'RES-043',
        'Produto ou marca que a instituição encerra fica AVAILABLE por 12 meses e depois passa a UNAVAILABLE.',
        'A product or brand the institution closes stays AVAILABLE for 12 months, then turns UNAVAILABLE.',
        'Portal, Ciclo de Vida de Authorization Server, rows 1 and 5',
      ),
      must(
        'RES-044',
        'Os demais aprovadores têm até 15 dias corridos, a partir da confirmação de quem pediu.',
        "Further approvers have up to 15 calendar days, from the requester's confirmation.",
        'UX guide, Múltiplos Aprovadores',
      ),
      inference(
        'RES-045',
        'Prazo de aprovação vencido vale como recusa; se todo o consentimento dependia dele, o consentimento é rejeitado.',
        'A lapsed approval counts as a refusal; if the whole consent hung on it, the consent is rejected.',
        'Inference, from the 15 days of RES-044',
      ),
    ],
  },
  {
    title: 'Preparation of the list: 202 and 504',
    rules: [
      may(
        'RES-050',
        'Enquanto prepara a lista, a transmissora pode responder 202 às primeiras chamadas do consentimento novo.',
        'While it prepares the list, the transmitter may answer 202 to the first calls of a new consent.',
        'DC-Recursos, status 202; Resources 3.1.0, response 202; Known problems, BCLOG-F02-200',
      ),
      must(
        'RES-051',
        'O 202 dura no máximo cinco minutos.',
        'The 202 lasts at most five minutes.',
        'DC-Recursos, polling',
      ),
      must(
        'RES-052',
        'Esgotado o prazo sem a lista pronta, a resposta é 504 com o código RETRY_EXCEDIDO.',
        'Once the limit passes with no list ready, the answer is 504 with the code RETRY_EXCEDIDO.',
        'DC-Recursos, polling; Resources 3.1.0, error schema',
      ),
      mustNot(
        'RES-053',
        'O 202 não leva corpo, não volta depois do primeiro 200 do consentimento e não sai de outro endpoint.',
        "The 202 has no body, never returns after the consent's first 200, and comes from no other endpoint.",
        'DC-Recursos, status 202; Security suite, polling of Resources',
      ),
      receiverShould(
        'RES-054',
        'A receptora espera cada vez mais entre uma tentativa e a seguinte.',
        'The receiver waits longer and longer between one attempt and the next.',
        'DC-Recursos, polling; Security suite, polling of Resources',
      ),
      receiverShould(
        'RES-055',
        'Diante de erros 5xx repetidos, a receptora verifica a disponibilidade no Discovery antes de insistir.',
        'Upon repeated 5xx errors, the receiver checks availability in Discovery before insisting.',
        'DC-Recursos, polling',
      ),
      must(
        'RES-056',
        'Tempo esgotado no servidor também é 504, com outro código.',
        'A server time-out is a 504 as well, with another code.',
        'Portal, Timeout',
      ),
    ],
  },
  {
    title: 'Headers',
    rules: [
      receiverMust(
        'RES-060',
        'A receptora envia em toda chamada um x-fapi-interaction-id em formato UUID.',
        'The receiver sends an x-fapi-interaction-id in UUID format on every call.',
        'Resources 3.1.0, x-fapi-interaction-id parameter; FAPI-BR 2.1.0, 5.2(9)',
      ),
      must(
        'RES-061',
        'A resposta devolve sem alteração o x-fapi-interaction-id recebido, também em 202 e em erros.',
        'The response returns the received x-fapi-interaction-id unchanged, in 202 and in errors too.',
        'Resources 3.1.0, x-fapi-interaction-id header; Functional suite, interaction id check',
      ),
      must(
        'RES-062',
        'Sem x-fapi-interaction-id válido, a resposta é 400 e traz um valor gerado pela transmissora.',
        'Without a valid x-fapi-interaction-id, the answer is 400 and carries a value the transmitter generates.',
        'Resources 3.1.0, x-fapi-interaction-id header; FAPI-BR 2.1.0, 5.1(18); Functional suite, resources_api_x-fapi',
      ),
      receiverMust(
        'RES-063',
        'A receptora adota o x-fapi-interaction-id que a transmissora gerou.',
        'The receiver adopts the x-fapi-interaction-id the transmitter generated.',
        'Resources 3.1.0, x-fapi-interaction-id header',
      ),
      must(
        'RES-064',
        'A resposta informa em x-v a versão completa implementada.',
        'The response tells in x-v the full version implemented.',
        'Resources 3.1.0, X-V header; Portal, Cabeçalhos HTTP; Functional suite, core module',
      ),
      receiverFact(
        'RES-065',
        'O x-v existe só na resposta: o caminho traz a versão maior e não se negocia versão na requisição.',
        'x-v exists only in the response: the path carries the major version and requests negotiate none.',
        'Portal, Estrutura da URI',
      ),
      receiverMay(
        'RES-066',
        'A receptora pode enviar x-fapi-auth-date, x-fapi-customer-ip-address e x-customer-user-agent.',
        'The receiver may send x-fapi-auth-date, x-fapi-customer-ip-address and x-customer-user-agent.',
        'Resources 3.1.0, parameters',
      ),
      must(
        'RES-067',
        'Corpos são application/json, em UTF-8 declarado nos erros; toda resposta traz o cabeçalho Date.',
        'Bodies are application/json, with UTF-8 declared in errors; every response carries a Date header.',
        'Resources 3.1.0, responses; Security suite, Date header check',
      ),
      must(
        'RES-068',
        'Accept ausente, JSON ou que admita JSON é atendido; outro formato ou outra codificação recebe 406.',
        'An Accept that is absent, JSON or allows JSON is served; another media type or charset gets 406.',
        'Portal, Cabeçalhos HTTP; Security suite, Accept probes',
      ),
      may(
        'RES-069',
        'Um GET que traz Content-Type pode ser atendido normalmente; não é motivo de 400.',
        'A GET that carries a Content-Type may be served as usual; it is no reason for a 400.',
        'Portal, Cabeçalhos HTTP',
      ),
    ],
  },
  {
    title: 'Pagination, links and meta',
    rules: [
      must(
        'RES-070',
        'Na falta de valor, page é 1 e page-size é 25; page-size vai de 25 a 1000.',
        'When no value is given, page is 1 and page-size is 25; page-size goes from 25 to 1000.',
        'Resources 3.1.0, parameters; Portal, Paginação',
      ),
      must(
        'RES-071',
        'page-size abaixo de 25 vale 25; só a última página pode ter menos itens.',
        'A page-size below 25 counts as 25; only the last page may have fewer items.',
        'Resources 3.1.0, page-size parameter; Portal, Paginação',
      ),
      must(
        'RES-072',
        'page-size acima de 1000 é recusado com 422.',
        'A page-size above 1000 is refused with 422.',
        'Portal, Paginação; Functional suite, page size modules',
      ),
      may(
        'RES-073',
        'A transmissora pode ter um máximo próprio, de 25 a 1000, e paginar por ele sem recusar o pedido.',
        'The transmitter may have a maximum of its own, 25 to 1000, and page by it without refusing the request.',
        'Portal, Paginação',
      ),
      must(
        'RES-074',
        'page além da última página recebe 422 PAGE_NOT_FOUND; a página 1 existe sempre.',
        'A page beyond the last gets 422 PAGE_NOT_FOUND; page 1 always exists.',
        'Portal, Paginação, last rule',
      ),
      inference(
        'RES-075',
        'page ou page-size que não é inteiro, e page menor que 1, recebem 400; page-size zero ou negativo vale 25.',
        'A page or page-size that is no integer, and a page below 1, get 400; a page-size of zero or less counts as 25.',
        'Inference, from the literal reading of RES-071',
      ),
      must(
        'RES-076',
        'links traz self sempre, e first, prev, next e last só quando levam a outra página que existe.',
        'links always has self, and first, prev, next and last only where they lead to another page that exists.',
        'Resources 3.1.0, Links schema; Portal, Paginação',
      ),
      must(
        'RES-077',
        'O meta do 200 traz totalRecords, totalPages e requestDateTime, pelo tamanho de página aplicado.',
        'The meta of a 200 has totalRecords, totalPages and requestDateTime, by the page size applied.',
        'Resources 3.1.0, meta schema; Portal, Paginação; Functional suite, meta check',
      ),
      must(
        'RES-078',
        'O endereço em links.self pode ser chamado e responde 200 com meta coerente.',
        'The address in links.self can be called and answers 200 with consistent meta.',
        'Functional suite, self link check',
      ),
      fact(
        'RES-079',
        'pagination-key não existe em Resources, que não tem limite operacional.',
        'pagination-key does not exist in Resources, which has no operational limit.',
        'Resources 3.1.0, parameters; Portal, Limites operacionais',
      ),
      should(
        'RES-080',
        'Cada página traz tantos itens quanto o nível de serviço permitir.',
        'Each page brings as many items as the service level allows.',
        'Portal, Paginação',
      ),
    ],
  },
  {
    title: 'Error cases',
    rules: [
      must(
        'RES-100',
        'Requisição malformada recebe 400; nenhum código de erro é padronizado.',
        'A malformed request gets 400; no error code is standardised.',
        'Resources 3.1.0, response 400',
      ),
      must(
        'RES-101',
        'Token ausente, inválido, vencido, na URL ou alheio ao certificado, ou consentimento não ativo: 401.',
        'Token missing, invalid, expired, in the URL or not of the certificate, or consent not active: 401.',
        'DC-Contas, interaction table; FAPI-BR 2.1.0, 8.1(2) and 8.1(3); Security suite, token checks',
      ),
      must(
        'RES-102',
        'Token sem o escopo resources ou consentimento sem RESOURCES_READ: 403.',
        'Token without the scope resources, or consent without RESOURCES_READ: 403.',
        'Resources 3.1.0, response 403',
      ),
      must(
        'RES-103',
        'Caminho que não existe, ou que não está registrado no diretório: 404.',
        'A path that does not exist, or is not registered in the directory: 404.',
        'Portal, Códigos de Resposta HTTP',
      ),
      must(
        'RES-104',
        'Método diferente de GET: 405, de preferência com Allow.',
        'A method other than GET: 405, preferably with Allow.',
        'Resources 3.1.0, response 405',
      ),
      must(
        'RES-105',
        'Formato ou codificação que a transmissora não produz: 406.',
        'A media type or charset the transmitter does not produce: 406.',
        'Resources 3.1.0, response 406',
      ),
      must(
        'RES-106',
        'Consulta bem formada mas impossível, como página além do fim: 422, desde a versão 3.1.0.',
        'A query well formed but impossible, such as a page beyond the end: 422, since version 3.1.0.',
        'Resources 3.1.0, changelog; Portal, Paginação',
      ),
      mustNot(
        'RES-107',
        'Resources não responde 423: está isenta de limites operacionais.',
        'Resources does not answer 423: it is exempt from operational limits.',
        'Portal, Limites operacionais',
      ),
      mustNot(
        'RES-108',
        'Resources não responde 429: está isenta do limite por minuto, único uso desse código.',
        'Resources does not answer 429: it is exempt from the limit per minute, the only use of that code.',
        'Portal, Limites de tráfego; Portal, Códigos de Resposta HTTP',
      ),
      must('RES-109', 'Falha interna: 500.', 'Internal failure: 500.', 'Resources 3.1.0, response 500'),
      must(
        'RES-110',
        '504 é RETRY_EXCEDIDO ou tempo esgotado no servidor.',
        '504 is RETRY_EXCEDIDO or a server time-out.',
        'DC-Recursos, polling; Portal, Timeout',
      ),
      must(
        'RES-111',
        'Atingida a capacidade global, de ao menos 300 chamadas por segundo: 529.',
        'Global capacity reached, at least 300 calls per second: 529.',
        'Portal, Limites de tráfego',
      ),
      fact(
        'RES-112',
        '503 consta da tabela geral de códigos, mas não do documento de Resources.',
        '503 is in the general table of codes but not in the document of Resources.',
        'Portal, Códigos de Resposta HTTP',
      ),
    ],
  },
  {
    title: 'Consents',
    rules: [
      must(
        'CON-4.1',
        'O consentimento espera até 60 minutos pela autorização; recusa, vencimento e revogação o encerram de vez.',
        'A consent waits up to 60 minutes for authorisation; refusal, expiry and revocation end it for good.',
        'Consents 3.3.1, status and rejection schemas; Portal, Consentimento',
      ),
      must(
        'CON-4.1.1',
        'Cada encerramento diz quem o causou e o motivo oficial; toda mudança de status atualiza statusUpdateDateTime.',
        'Each end says who caused it and the official reason; every change of status updates statusUpdateDateTime.',
        'Consents 3.3.1, status and rejection schemas; Functional suite, consents_api_delete and expired-consent',
      ),
      must(
        'CON-4.1.2',
        'Só a receptora dona do consentimento o lê, encerra ou renova; outra recebe 403, e consentId inexistente, 404.',
        'Only the receiver that owns a consent reads, ends or extends it; others get 403, an unknown consentId 404.',
        'Consents 3.3.1, responses 403 and 404; Functional suite, consents_api_client-limits',
      ),
      inference(
        'CON-4.1.3',
        'O DELETE é recusa enquanto o consentimento espera e revogação depois de autorizado; já encerrado, 422.',
        'DELETE is a refusal while the consent waits and a revocation once authorised; when it has ended, 422.',
        'Inference, the texts name no reason for the first; Consents 3.3.1, DELETE response 422',
      ),
      must(
        'CON-4.1.4',
        'x-v: 3.3.1 em toda resposta, 204 inclusive; o POST não devolve loggedUser; instantes sem frações de segundo.',
        'x-v: 3.3.1 in every answer, 204 too; the POST does not return loggedUser; instants without fractions.',
        'Consents 3.3.1, responses; Functional suite, consents_api_core',
      ),
      must(
        'CON-4.2.1',
        'Só se renova o consentimento AUTHORISED que depende de um só aprovador; do contrário, 422.',
        'Only a consent that is AUTHORISED and depends on one approver is extended; otherwise 422.',
        'Consents 3.3.1, extends response 422; Functional suite, multiple-consents-extension-cond',
      ),
      must(
        'CON-4.2.2',
        'O novo prazo fica depois de agora e do atual; sem data, não há mais fim, e quem não tem fim não ganha um.',
        'The new end lies after now and after the current one; no date means no end, and no end takes no date.',
        'Consents 3.3.1, extends response 422; Portal, Consentimento; Inference, for a consent without end',
      ),
      must(
        'CON-4.2.3',
        'Renova quem deu o consentimento, ou, pela mesma empresa, quem a representa; qualquer outro recebe 403.',
        'The person who gave the consent extends it, or whoever acts for the same company; anyone else gets 403.',
        'Consents 3.3.1, extends operation; Functional suite, invalid-logged-user-extension',
      ),
      must(
        'CON-4.2.4',
        'A renovação exige x-fapi-customer-ip-address e x-customer-user-agent; sem um deles, 400.',
        'An extension needs x-fapi-customer-ip-address and x-customer-user-agent; without either, 400.',
        'Consents 3.3.1, extends parameters; Functional suite, consents_api_extension-security',
      ),
      must(
        'CON-4.2.5',
        'O histórico de renovações vem em páginas, da mais nova para a mais antiga, com o prazo que cada uma trocou.',
        'The history of extensions comes in pages, newest first, with the end that each of them replaced.',
        'Consents 3.3.1, extensions operation; Functional suite, consents_api_negative-extensions',
      ),
      must(
        'CON-4.2.6',
        'A renovação usa o token do próprio consentimento, com escopo openid; as demais operações, o da receptora.',
        'An extension takes the token of that very consent, scope openid; the other operations the receiver’s own.',
        'Consents 3.3.1, security of the operations',
      ),
      must(
        'CON-4.3.1',
        'Permissão que não existe na especificação: 400.',
        'A permission the specification does not know: 400.',
        'Consents 3.3.1, permission groups',
      ),
      must(
        'CON-4.3.2',
        'Dados cadastrais de pessoa natural e de pessoa jurídica no mesmo pedido: 422.',
        'Registration data of a person and of a company in one request: 422.',
        'Consents 3.3.1, POST response 422; Portal, Consentimento',
      ),
      must(
        'CON-4.3.3',
        'Dados cadastrais de pessoa jurídica sem a empresa em businessEntity: 422.',
        'Registration data of a company without the company in businessEntity: 422.',
        'Consents 3.3.1, POST response 422; Portal, Consentimento',
      ),
      must(
        'CON-4.3.4',
        'Dados cadastrais de pessoa natural com uma empresa em businessEntity: 422.',
        'Registration data of a person with a company in businessEntity: 422.',
        'Consents 3.3.1, POST response 422; Portal, Consentimento',
      ),
      must(
        'CON-4.3.5',
        'As permissões pedidas formam agrupamentos completos; do contrário, 422.',
        'The permissions asked for make up complete groups; otherwise 422.',
        'Consents 3.3.1, permission groups; Portal, Consentimento',
      ),
      must(
        'CON-4.3.6',
        'Expiração no passado ou a mais de um ano: 422.',
        'An expiry in the past, or more than a year away: 422.',
        'Consents 3.3.1, POST response 422; Portal, Consentimento',
      ),
      must(
        'CON-4.3.7',
        'Saem do pedido as contas, cartões e dados cadastrais não oferecidos; se nada sobra, 422.',
        'Accounts, cards and registration data not on offer leave the request; if nothing is left, 422.',
        'Portal, Consentimento, rules 4 and 5; Consents 3.3.1, POST response 422',
      ),
      must(
        'CON-4.3.8',
        'O que não pode ser atendido por outro motivo: 422 ERRO_NAO_MAPEADO.',
        'What cannot be processed for any other reason: 422 ERRO_NAO_MAPEADO.',
        'Consents 3.3.1, POST and extends response 422',
      ),
      may(
        'CON-4.3.9',
        'CPF ou CNPJ com dígitos verificadores errados, ou rel trocado, no pedido: 400.',
        'A CPF or CNPJ with wrong check digits, or under the wrong rel, in the request: 400.',
        'Consents 3.3.1, loggedUser and businessEntity schemas; Inference, for the check digits',
      ),
    ],
  },
  {
    title: 'Product APIs',
    rules: [
      must(
        'PRD-001',
        'A lista de um produto traz os recursos AVAILABLE do seu tipo, e só eles.',
        'A product list has the AVAILABLE resources of its type, and no others.',
        'DC-Investimentos, RN006; DC-Câmbio, RN006; Functional suite, resources modules of the products',
      ),
      must(
        'PRD-002',
        'Endpoint sob um recurso que não está AVAILABLE: 403 com o código do seu status.',
        'An endpoint under a resource that is not AVAILABLE: 403 with the code of its status.',
        'DC-Cartão, status table; Known problems, BCLOG-F02-215',
      ),
      must(
        'PRD-003',
        'Id inexistente, fora do consentimento ou já fora da lista: 403 RESOURCE_FORBIDDEN.',
        'An id that does not exist, or is not in the consent, or not any more: 403 RESOURCE_FORBIDDEN.',
        'DC-Crédito, status table; Known problems, BCLOG-F02-210 to 213',
      ),
      must(
        'PRD-004',
        'Produto que a instituição não oferece: 404 em todos os caminhos da família.',
        'A product the institution does not sell: 404 on every path of its family.',
        'DC-Recursos, use case 3; Portal, Códigos de Resposta HTTP',
      ),
      must(
        'PRD-005',
        'Cada endpoint exige a sua permissão: sem ela, 403, ainda que as outras estejam no consentimento.',
        'Each endpoint asks for its permission: without it 403, whatever else is in the consent.',
        'Consents 3.3.1, permission groups; Functional suite, wrong-permissions and permissions-restriction',
      ),
      inference(
        'PRD-006',
        'Filtro de datas: as duas ou nenhuma (400), em ordem e dentro do alcance do endpoint (422).',
        'Date filters: both or none (400), in order and within the reach of the endpoint (422).',
        'Inference',
      ),
      must(
        'PRD-007',
        'Os demais filtros do documento deixam na lista o que tem o valor pedido.',
        'The other filters of the document keep what has the value asked for.',
        'Portal, documents of the product APIs',
      ),
      must(
        'PRD-008',
        'O meta de um erro traz totais onde o documento os exige.',
        'The meta of an error has totals where the document asks for them.',
        'Portal, documents of the product APIs',
      ),
      must(
        'PRD-009',
        'Dados cadastrais vêm do cliente do consentimento e nunca estão em Resources.',
        'Registration data are of the customer of the consent, and never in Resources.',
        'DC-Cadastrais, RN001 and RN002; Portal, documents of the product APIs',
      ),
      must(
        'PRD-010',
        'Os links de outras páginas levam pagination-key, válida por 60 minutos; vencida ou inválida, sai outra, com 200.',
        'Links to other pages carry a pagination-key, valid for 60 minutes; a bad one is replaced, with 200.',
        'Portal, Limites operacionais',
      ),
      may(
        'PRD-011',
        'Acima do mínimo de chamadas do mês, 423; só contam respostas 2xx, e páginas seguintes não contam.',
        'Above the calls a month must allow, 423; only 2xx count, and further pages do not.',
        'Portal, Limites operacionais',
      ),
      may(
        'PRD-012',
        'Acima do mínimo por minuto e receptora, 429 com Retry-After; acima da capacidade global, 529.',
        'Above the calls a minute a receiver must have, 429 with Retry-After; above the global capacity, 529.',
        'Portal, Limites de tráfego',
      ),
      inference(
        'PRD-013',
        'Id que não cabe no padrão do documento: 400, sem consultar nada.',
        'An id that does not fit the pattern of the document: 400, with nothing looked up.',
        'Inference',
      ),
      must(
        'PRD-014',
        'Dados cadastrais sob bloqueio ou à espera de aprovadores: 403 com o código do status, como um recurso.',
        'Registration data that are blocked, or wait for approvers: 403 with the code of the status, like a resource.',
        'DC-Cadastrais, multi-approval and blocked states',
      ),
    ],
  },
  {
    title: 'Discovery',
    rules: [
      must(
        'DIS-001',
        'Discovery é pública: só GET, sem token; o x-fapi-interaction-id recebido volta.',
        'Discovery is public: GET alone, without token; an x-fapi-interaction-id received comes back.',
        'Common 2.0.1, paths',
      ),
      must(
        'DIS-002',
        'O status cobre todas as APIs oferecidas; OK só quando nenhuma falha e nenhuma parada vigora.',
        'The status covers every API on offer; OK only when none fails and no outage is in force.',
        'Common 2.0.1, status schema; Portal, Disponibilidade',
      ),
      must(
        'DIS-003',
        'Um item por condição: API inteira fora é UNAVAILABLE, parte dela é PARTIAL_FAILURE.',
        'One element per condition: a whole API down is UNAVAILABLE, a part of it PARTIAL_FAILURE.',
        'Common 2.0.1, status schema',
      ),
      must(
        'DIS-004',
        'UNAVAILABLE e PARTIAL_FAILURE dizem quando a falha foi notada.',
        'UNAVAILABLE and PARTIAL_FAILURE say when the failure was noticed.',
        'Common 2.0.1, status schema',
      ),
      must(
        'DIS-005',
        'Tudo que não é OK diz quando se espera a volta.',
        'Whatever is not OK says when it is expected to end.',
        'Common 2.0.1, status schema',
      ),
      must(
        'DIS-006',
        'Paradas são anunciadas até o fim; enquanto vigoram, o status é SCHEDULED_OUTAGE.',
        'Outages are announced until they end; while in force, the status is SCHEDULED_OUTAGE.',
        'Common 2.0.1, outages and status schemas',
      ),
      must(
        'DIS-007',
        'page a partir de 1 e page-size de 1 a 1000, 25 por omissão; fora disso, 400.',
        'page from 1 on and page-size from 1 to 1000, 25 when absent; beyond that, 400.',
        'Common 2.0.1, parameters',
      ),
      must(
        'DIS-008',
        'O meta de um erro traz os totais, menos no 529.',
        'The meta of an error has totals, but for 529.',
        'Common 2.0.1, error schemas',
      ),
    ],
  },
  {
    title: 'Participants directory',
    rules: [
      must(
        'DIR-001',
        'O diretório é público: um GET, sem token.',
        'The directory is public: one GET, without token.',
        'Participants 1.0.0, paths; Portal, APIs do Diretório',
      ),
      must(
        'DIR-002',
        'Cada instituição traz papéis, contatos e servidores de autorização, com os campos das respostas reais.',
        'An organisation has roles, contacts and authorisation servers, with the fields of real answers.',
        'Participants 1.0.0, organisation schema; Portal, APIs do Diretório',
      ),
      mustNot(
        'DIR-003',
        'Não se registram endereços de produtos que a instituição não oferece.',
        'Addresses of products the institution does not offer are not registered.',
        'Portal, APIs do Diretório',
      ),
      must(
        'DIR-004',
        'Uma família registra todos os seus endereços, com marcadores como {accountId}.',
        'A family registers all its addresses, with placeholders such as {accountId}.',
        'Portal, APIs do Diretório; Functional suite',
      ),
      fact(
        'DIR-005',
        'A versão de uma família é texto nas respostas reais, embora o documento diga número.',
        'The version of a family is text in real answers, although the document says number.',
        'Participants 1.0.0, ApiResource schema; Portal, APIs do Diretório',
      ),
      inference(
        'DIR-006',
        'Os ids do diretório não mudam; a receptora os guarda.',
        'Ids of the directory do not change: receivers keep them.',
        'Inference',
      ),
    ],
  },
] as const satisfies readonly Section[];
