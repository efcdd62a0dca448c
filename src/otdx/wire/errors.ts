/** One row of the family's error catalogue. `{name}` stands for a value of the request or of the world. */
export interface OtdxErrorRow {
  readonly status: number;
  readonly pt: string;
  /** Only the framework's own sentences have one: they follow Accept-Language, as the framework's do. */
  readonly en?: string;
  readonly rule: string;
}

/** A sentence of Django REST framework, in its own words of both languages. */
const drf = (status: number, rule: string, en: string, pt: string): OtdxErrorRow => ({ status, pt, en, rule });
/** A sentence of the service. */
const own = (status: number, rule: string, pt: string): OtdxErrorRow => ({ status, pt, rule });

/** Every error the OTDX APIs answer. */
export const ERRORS = {
  CREDENTIALS: drf(
    400,
    'OTD-TOK-02',
    'Unable to log in with provided credentials.',
    'Impossível fazer login com as credenciais fornecidas.',
  ),
  REQUIRED: own(400, 'OTD-APR-04', 'Este campo é obrigatório.'),
  BLANK: own(400, 'OTD-APR-04', 'Este campo não pode estar em branco.'),
  NULL: own(400, 'OTD-APR-04', 'Este campo não pode ser nulo.'),
  NOT_TEXT: own(400, 'OTD-APR-04', 'Não é uma string válida.'),
  NOT_LIST: own(400, 'OTD-REP-02', 'Uma lista é esperada.'),
  NOT_OBJECT: own(400, 'OTD-APR-04', 'Um objeto JSON é esperado.'),
  TOO_LONG: own(400, 'OTD-APR-04', 'Este campo tem caracteres demais; o máximo é {maximo}.'),
  INVALID: own(400, 'OTD-APR-04', 'Valor inválido.'),
  PARSE: drf(400, 'OTD-APR-04', 'JSON parse error - the body is not valid JSON.', 'O corpo não é um JSON válido.'),
  ENCODING: own(400, 'OTD-APR-04', 'O corpo não pode vir comprimido nem em outra codificação que não UTF-8.'),
  TOKEN_ABSENT: drf(
    401,
    'OTD-TOK-03',
    'Authentication credentials were not provided.',
    'As credenciais de autenticação não foram fornecidas.',
  ),
  TOKEN_EMPTY: drf(
    401,
    'OTD-TOK-03',
    'Invalid token header. No credentials provided.',
    'Cabeçalho de token inválido. Nenhuma credencial fornecida.',
  ),
  TOKEN_SPACES: drf(
    401,
    'OTD-TOK-03',
    'Invalid token header. Token string should not contain spaces.',
    'Cabeçalho de token inválido. String de token não deve conter espaços.',
  ),
  TOKEN_INVALID: drf(401, 'OTD-TOK-03', 'Invalid token.', 'Token inválido.'),
  FORBIDDEN: drf(
    403,
    'OTD-TOK-04',
    'You do not have permission to perform this action.',
    'Você não tem permissão para executar essa ação.',
  ),
  NOT_FOUND: drf(404, 'OTD-TOK-03', 'Not found.', 'Não encontrado.'),
  METHOD: drf(405, 'OTD-TOK-03', 'Method "{metodo}" not allowed.', 'Método "{metodo}" não é permitido.'),
  NOT_ACCEPTABLE: drf(
    406,
    'OTD-TOK-03',
    'Could not satisfy the request Accept header.',
    'Não foi possível satisfazer a requisição do cabeçalho Accept.',
  ),
  TOO_LARGE: own(413, 'OTD-REP-10', 'O corpo da requisição passa do máximo de {maximo} bytes.'),
  MEDIA_TYPE: drf(
    415,
    'OTD-TOK-01',
    'Unsupported media type "{tipo}" in request.',
    'Tipo de mídia "{tipo}" no pedido não é suportado.',
  ),
  THROTTLED: drf(429, 'OTD-TOK-03', 'Request was throttled.', 'Pedido foi limitado.'),
  INTERNAL: drf(500, 'OTD-TOK-03', 'A server error occurred.', 'Ocorreu um erro de servidor.'),
  UNAVAILABLE: own(503, 'OTD-TOK-03', 'O serviço está indisponível no momento.'),
  TIMEOUT: own(504, 'OTD-TOK-03', 'O serviço não respondeu a tempo.'),
  HEADERS_TOO_LARGE: own(431, 'OTD-TOK-03', 'Os cabeçalhos da requisição são grandes demais.'),

  PORTFOLIO_UNKNOWN: own(404, 'OTD-TOK-04', 'codigoCarteira: não há carteira "{carteira}".'),
  APPROVAL_UNKNOWN: own(404, 'OTD-TOK-04', 'hashtask: não há aprovação "{hashtask}".'),
  REQUEST_UNKNOWN: own(404, 'OTD-TOK-04', 'hashtask: não há solicitação de reprocessamento "{hashtask}".'),
  ATTACHMENT_UNKNOWN: own(404, 'OTD-REP-12', 'A solicitação não tem o anexo "{numero}".'),

  DATE_MALFORMED: own(400, 'OTD-APR-04', 'Data inválida; envie uma data existente no formato AAAA-MM-DD.'),
  DATE_CLOSED: own(400, 'OTD-CAL-01', '{data} não é dia útil: {motivo}.'),
  DATE_BEFORE_SERVICE: own(400, 'OTD-APR-02', '{data} é anterior ao início do serviço da carteira, {inicio}.'),
  QUOTA_TYPE: own(400, 'OTD-APR-04', 'A carteira {carteira} não tem cota do tipo "{tipo}"; tem: {tipos}.'),
  DECIMAL_NOT_TEXT: own(400, 'OTD-APR-16', 'Envie o valor decimal como texto, por exemplo "168.66093150".'),
  DECIMAL_COMMA: own(400, 'OTD-APR-16', 'Use ponto como separador decimal, sem separador de milhar.'),
  DECIMAL_NEGATIVE: own(400, 'OTD-APR-16', 'O valor não pode ser negativo.'),
  DECIMAL_MALFORMED: own(400, 'OTD-APR-16', 'Um número decimal válido é necessário, com até 18 dígitos inteiros.'),
  DECIMAL_PLACES: own(400, 'OTD-APR-16', 'Certifique-se de que não haja mais de {casas} casas decimais.'),
  PAGE: own(400, 'OTD-APR-09', 'A página deve ser um número inteiro a partir de 1.'),
  PAGE_SIZE: own(400, 'OTD-APR-09', 'O tamanho da página deve ser um número inteiro de 1 a {maximo}.'),
  PAGE_UNKNOWN: own(404, 'OTD-APR-09', 'page: página inválida; a última é {ultima}.'),

  NOT_RELEASED: own(409, 'OTD-APR-01', 'dataTargetAprovacao: a cota de {data} não foi liberada. {esperada}'),
  ALREADY_APPROVED: own(409, 'OTD-APR-02', 'dataTargetAprovacao: a cota de {data} já está aprovada. {esperada}'),
  OUT_OF_ORDER: own(409, 'OTD-APR-02', 'dataTargetAprovacao: {data} está fora de ordem. {esperada}'),
  WINDOW_CLOSED: own(
    403,
    'OTD-APR-12',
    'hashtask: o prazo de 30 minutos após a aprovação terminou em {fim}; solicite um reprocessamento.',
  ),
  TACIT_FIXED: own(
    403,
    'OTD-APR-18',
    'hashtask: uma aprovação tácita não pode ser editada nem excluída; solicite um reprocessamento.',
  ),
  VOIDED: own(409, 'OTD-REP-09', 'hashtask: a aprovação foi anulada por um reprocessamento em {quando}.'),
  LATER_APPROVED: own(
    409,
    'OTD-APR-17',
    'hashtask: a cota de {data} foi aprovada depois desta; exclua primeiro a mais recente.',
  ),
  MISMATCH: own(400, 'OTD-APR-14', 'Não confere com a aprovação, que tem "{valor}"; este campo não é editável.'),

  REQUEST_MISMATCH: own(
    400,
    'OTD-REP-04',
    'Não confere com a solicitação, que tem "{valor}"; este campo não é editável.',
  ),
  NOTHING_TO_EDIT: own(400, 'OTD-REP-04', 'Envie motivo, complemento ou anexos: não há o que editar.'),
  NOT_EDITABLE: own(409, 'OTD-REP-04', 'hashtask: o pedido está {status} e não pode mais ser editado.'),
  NOT_DELETABLE: own(409, 'OTD-REP-06', 'hashtask: o pedido está {status} e não pode mais ser excluído.'),
  ATTACHMENTS_MANY: own(400, 'OTD-REP-10', 'Uma solicitação tem até {maximo} anexos.'),
  EXTENSION: own(400, 'OTD-REP-10', 'A extensão "{extensao}" não é permitida; são permitidas: {permitidas}.'),
  BASE64: own(
    400,
    'OTD-REP-10',
    'O conteúdo não é base64 válido (RFC 4648, com preenchimento e sem quebras de linha).',
  ),
  FILE_NAME: own(400, 'OTD-REP-10', 'O nome do arquivo não pode ter barras nem caracteres de controle.'),
  FILE_EMPTY: own(400, 'OTD-REP-10', 'O arquivo está vazio.'),
  FILE_TOO_LARGE: own(413, 'OTD-REP-10', '{campo}: o arquivo passa do máximo de {maximo} bytes.'),
} as const satisfies Record<string, OtdxErrorRow>;

export type ErrorName = keyof typeof ERRORS;

type Values = Readonly<Record<string, string | number>>;

/** A complaint about one field. */
export interface FieldError {
  readonly name: ErrorName;
  readonly values?: Values;
}

/** A refusal the client may see. With `fields`, a 400 that says what is wrong with each. */
export class OtdxError extends Error {
  readonly errorName: ErrorName;
  readonly row: OtdxErrorRow;
  readonly values: Values;
  readonly fields: Readonly<Record<string, FieldError>> | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    errorName: ErrorName,
    options: {
      values?: Values;
      fields?: Readonly<Record<string, FieldError>>;
      headers?: Readonly<Record<string, string>>;
      status?: number;
      cause?: unknown;
    } = {},
  ) {
    const row: OtdxErrorRow = ERRORS[errorName];
    super(row.pt, { cause: options.cause });
    this.name = 'OtdxError';
    this.errorName = errorName;
    this.row = options.status === undefined ? row : { ...row, status: options.status };
    this.values = options.values ?? {};
    this.fields = options.fields;
    this.headers = options.headers ?? {};
  }
}

/** An error of the catalogue, ready to throw. */
export const refusal = (name: ErrorName, values: Values = {}): OtdxError => new OtdxError(name, { values });

/** The 400 for one field. */
export const fieldRefusal = (field: string, name: ErrorName, values: Values = {}): OtdxError =>
  new OtdxError(name, { fields: { [field]: { name, values } } });

/** The sentence of a row, its places filled. */
export function sentence(name: ErrorName, values: Values, language: 'pt' | 'en'): string {
  const row: OtdxErrorRow = ERRORS[name];
  const text = language === 'en' ? (row.en ?? row.pt) : row.pt;
  return text.replaceAll(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? '')).trim();
}
