import { ApiError, type ErrorRow } from '../../core/errors.js';

const row = (status: number, code: string, title: string, detail: string, rule: string): ErrorRow => ({
  status,
  code,
  title,
  detail,
  rule,
});

/**
 * Every error the Open Finance APIs answer. Where the ecosystem fixes the text (RETRY_EXCEDIDO), it is exact; the other
 * codes and texts are ours, except the official codes of the consents document.
 */
export const ERRORS = {
  INTERACTION_ID: row(
    400,
    'PARAMETRO_INVALIDO',
    'Cabeçalho x-fapi-interaction-id inválido.',
    'O cabeçalho x-fapi-interaction-id é obrigatório e deve ser um UUID; use o valor gerado nesta resposta.',
    'RES-062',
  ),
  MALFORMED: row(
    400,
    'PARAMETRO_INVALIDO',
    'Parâmetro inválido.',
    'A requisição tem um parâmetro malformado.',
    'RES-100',
  ),
  BODY: row(400, 'PARAMETRO_INVALIDO', 'Corpo da requisição inválido.', 'O corpo não é um JSON válido.', 'RES-100'),
  PERMISSION_UNKNOWN: row(
    400,
    'PARAMETRO_INVALIDO',
    'Permissão desconhecida.',
    'A lista de permissões contém um valor que não existe.',
    'CON-4.3.1',
  ),
  TOKEN: row(
    401,
    'NAO_AUTORIZADO',
    'Token ausente ou inválido.',
    'Envie no cabeçalho Authorization um token de acesso válido, emitido para o consentimento.',
    'RES-101',
  ),
  CONSENT_NOT_ACTIVE: row(
    401,
    'NAO_AUTORIZADO',
    'Consentimento não ativo.',
    'O consentimento deste token não existe, não está autorizado, expirou ou foi encerrado.',
    'RES-002',
  ),
  SCOPE: row(403, 'ACESSO_NEGADO', 'Escopo insuficiente.', 'O token não tem o escopo que esta API exige.', 'RES-102'),
  PERMISSION: row(
    403,
    'ACESSO_NEGADO',
    'Permissão ausente.',
    'O consentimento não inclui a permissão que este endpoint exige.',
    'RES-003',
  ),
  STATUS_RESOURCE_PENDING_AUTHORISATION: row(
    403,
    'STATUS_RESOURCE_PENDING_AUTHORISATION',
    'Aguardando autorização de múltiplas alçadas',
    'O recurso espera a aprovação dos demais responsáveis.',
    'PRD-002',
  ),
  STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE: row(
    403,
    'STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE',
    'Recurso temporariamente indisponível',
    'O recurso está bloqueado e pode voltar.',
    'PRD-002',
  ),
  STATUS_RESOURCE_UNAVAILABLE: row(
    403,
    'STATUS_RESOURCE_UNAVAILABLE',
    'Recurso indisponível',
    'O recurso não está mais disponível.',
    'PRD-002',
  ),
  RESOURCE_OUT_OF_REACH: row(
    403,
    'RESOURCE_FORBIDDEN',
    'Recurso inacessível',
    'O recurso está fora do que este consentimento alcança.',
    'PRD-003',
  ),
  RESOURCE_UNKNOWN: row(
    403,
    'RESOURCE_FORBIDDEN',
    'Recurso inexistente',
    'O recurso não existe ou não faz parte deste consentimento.',
    'PRD-003',
  ),
  NOT_FOUND: row(404, 'NAO_ENCONTRADO', 'Recurso não encontrado.', 'O caminho requisitado não existe.', 'RES-103'),
  METHOD: row(
    405,
    'METODO_NAO_PERMITIDO',
    'Método não permitido.',
    'Este caminho não aceita o método usado.',
    'RES-104',
  ),
  NOT_ACCEPTABLE: row(
    406,
    'FORMATO_NAO_ACEITO',
    'Formato não aceito.',
    'As respostas são application/json em UTF-8; o cabeçalho Accept ou Accept-Charset pede outra coisa.',
    'RES-105',
  ),
  TOO_LARGE: row(413, 'CORPO_MUITO_GRANDE', 'Corpo muito grande.', 'O corpo da requisição passa de 1 MiB.', 'RES-100'),
  MEDIA_TYPE: row(
    415,
    'TIPO_NAO_SUPORTADO',
    'Tipo de conteúdo não suportado.',
    'Envie o corpo como application/json.',
    'RES-100',
  ),
  PAGE_NOT_FOUND: row(
    422,
    'PAGE_NOT_FOUND',
    'Página inexistente.',
    'A página pedida é maior que o número de páginas.',
    'RES-074',
  ),
  PAGE_SIZE: row(
    422,
    'TAMANHO_DE_PAGINA_INVALIDO',
    'Tamanho de página inválido.',
    'O parâmetro page-size vai até 1000.',
    'RES-072',
  ),
  TOO_MANY_REQUESTS: row(
    429,
    'LIMITE_DE_REQUISICOES',
    'Muitas requisições.',
    'O limite de requisições por minuto foi excedido; aguarde o tempo de Retry-After.',
    'RES-108',
  ),
  DATE_RANGE: row(422, 'PERIODO_INVALIDO', 'Período inválido.', 'O período pedido não pode ser atendido.', 'PRD-006'),
  HEADERS_TOO_LARGE: row(
    431,
    'CABECALHOS_MUITO_GRANDES',
    'Cabeçalhos muito grandes.',
    'Os cabeçalhos passam de 16 KiB.',
    'RES-100',
  ),
  INTERNAL: row(
    500,
    'ERRO_INTERNO',
    'Erro interno.',
    'A requisição não pôde ser atendida por uma falha interna.',
    'RES-109',
  ),
  UNAVAILABLE: row(
    503,
    'INDISPONIVEL',
    'Serviço indisponível.',
    'O serviço está temporariamente indisponível.',
    'RES-112',
  ),
  OVERLOADED: row(
    529,
    'SOBRECARGA',
    'Servidor sobrecarregado.',
    'O limite global de requisições foi atingido.',
    'RES-111',
  ),
  RETRY_EXCEDIDO: row(
    504,
    'RETRY_EXCEDIDO',
    'Retry exponencial excedido.',
    'O tempo de retry exponencial foi excedido.',
    'RES-052',
  ),
  SEM_PERMISSOES_FUNCIONAIS_RESTANTES: row(
    422,
    'SEM_PERMISSOES_FUNCIONAIS_RESTANTES',
    'Nenhuma permissão restante.',
    'Esta transmissora não oferece nenhum dos produtos pedidos.',
    'RES-026',
  ),
  INFORMACOES_PJ_NAO_INFORMADAS: row(
    422,
    'INFORMACOES_PJ_NAO_INFORMADAS',
    'Empresa não informada.',
    'As permissões de pessoa jurídica exigem businessEntity.',
    'CON-4.3.3',
  ),
  PERMISSOES_PJ_INCORRETAS: row(
    422,
    'PERMISSOES_PJ_INCORRETAS',
    'Permissões incompatíveis com a empresa.',
    'As permissões de pessoa natural não podem ser pedidas com businessEntity.',
    'CON-4.3.4',
  ),
  PERMISSAO_PF_PJ_EM_CONJUNTO: row(
    422,
    'PERMISSAO_PF_PJ_EM_CONJUNTO',
    'Permissões de PF e PJ juntas.',
    'Peça permissões cadastrais de pessoa natural ou de pessoa jurídica, não ambas.',
    'CON-4.3.2',
  ),
  COMBINACAO_PERMISSOES_INCORRETA: row(
    422,
    'COMBINACAO_PERMISSOES_INCORRETA',
    'Combinação de permissões incorreta.',
    'As permissões não formam agrupamentos completos.',
    'CON-4.3.5',
  ),
  DATA_EXPIRACAO_INVALIDA: row(
    422,
    'DATA_EXPIRACAO_INVALIDA',
    'Data de expiração inválida.',
    'A expiração deve estar no futuro e a no máximo um ano.',
    'CON-4.3.6',
  ),
} as const satisfies Record<string, ErrorRow>;

export type ErrorName = keyof typeof ERRORS;

/** An error of the catalogue, ready to throw; `detail` replaces the row's where a request needs its own words. */
export const refusal = (name: ErrorName, options: ConstructorParameters<typeof ApiError>[1] = {}): ApiError =>
  new ApiError(ERRORS[name], options);
