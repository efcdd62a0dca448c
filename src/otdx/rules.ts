/** How strongly the source asks. INFERENCE is our own reading of silent texts; FACT asks nothing, but others rest on it. */
type Level = 'MUST' | 'INFERENCE' | 'FACT';

interface Row<Id extends string> {
  readonly id: Id;
  readonly level: Level;
  /** Everything here binds the service, which is us. */
  readonly party: 'T';
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
  'Quota approval': 'OTDX documentation, Aprovação de Cotas',
  Reprocessing: 'OTDX documentation, Reprocessing Service, 2024-12',
  'OTDX inference': 'Our reading where the OTDX texts are silent',
} as const satisfies Record<string, string>;

const rowsOf =
  (level: Level) =>
  <Id extends string>(id: Id, pt: string, en: string, source: string): Row<Id> => ({
    id,
    level,
    party: 'T',
    title: { pt, en },
    source,
  });

const must = rowsOf('MUST');
const inference = rowsOf('INFERENCE');
const fact = rowsOf('FACT');

/** What the two OTDX texts ask, sentence by sentence, in our own words. */
export const SECTIONS = [
  {
    title: 'OTDX: token and Chinese wall',
    rules: [
      must(
        'OTD-TOK-01',
        'Usuário e senha, por formulário ou JSON, valem um token, que não muda.',
        'A username and password, as a form or JSON, give a token, which stays the same.',
        'Quota approval, code samples; Reprocessing, code samples',
      ),
      must(
        'OTD-TOK-02',
        'Credenciais erradas são 400, no corpo que o Django REST framework dá.',
        'Wrong credentials are a 400, with the body Django REST framework gives.',
        'Quota approval, code samples; OTDX inference',
      ),
      must(
        'OTD-TOK-03',
        'As demais chamadas levam Authorization: Token; sem ele, ou com um que não vale, 401.',
        'Every other call carries Authorization: Token; without it, or with a wrong one, 401.',
        'Quota approval, code samples',
      ),
      must(
        'OTD-TOK-04',
        'Um usuário só vê o que é do seu grupo de Chinese Wall; o alheio responde como o que não existe.',
        "A user sees only what is its own Chinese-wall group's; the rest answers as if it did not exist.",
        'Quota approval, list of approvals and single approval',
      ),
    ],
  },
  {
    title: 'OTDX: quota approval',
    rules: [
      must(
        'OTD-APR-01',
        'Aprovam-se cotas que a controladoria liberou.',
        'What is approved are quotas the controller released.',
        'Quota approval, introduction',
      ),
      must(
        'OTD-APR-02',
        'A ordem é cronológica desde o início do serviço: a cota liberada mais antiga sem aprovação é a próxima.',
        'The order is chronological from the start of service: the oldest released quota is next.',
        'Quota approval, introduction',
      ),
      must(
        'OTD-APR-03',
        'Uma cota que não se aprova, ou já aprovada, só é revista por um reprocessamento.',
        'A quota that is not approved, or was, is revised by a reprocessing alone.',
        'Quota approval, introduction',
      ),
      must(
        'OTD-APR-04',
        'A aprovação leva os seis campos impressos, todos obrigatórios.',
        'An approval takes the six fields printed, all of them compulsory.',
        'Quota approval, Aprovar uma cota',
      ),
      must(
        'OTD-APR-05',
        'Criar uma aprovação devolve um hashtask único, de 32 dígitos hexadecimais.',
        'Creating an approval gives a unique hashtask of 32 hex digits.',
        'Quota approval, Deletar a aprovação de uma cota',
      ),
      must(
        'OTD-APR-06',
        'De fundo líquido, a cota sem aprovação 60 minutos antes do prazo fica aprovada nesse instante.',
        "A liquid fund's quota without approval 60 minutes before the deadline is approved at that instant.",
        'Quota approval, Aprovar uma cota',
      ),
      must(
        'OTD-APR-07',
        'O prazo é o do primeiro envio: informe diário ou Galgo. Fundo que não é líquido não tem prazo.',
        "The deadline is the first filing's: daily report or Galgo. A fund that is not liquid has none.",
        'Quota approval, Aprovar uma cota',
      ),
      must(
        'OTD-APR-08',
        'A lista traz o histórico completo das aprovações do grupo.',
        "The list is the complete history of the group's approvals.",
        'Quota approval, list of approvals',
      ),
      must(
        'OTD-APR-09',
        'A lista vem em páginas, com total_pages, total_items e current_page.',
        'The list comes in pages, with total_pages, total_items and current_page.',
        'Quota approval, list of approvals',
      ),
      must(
        'OTD-APR-10',
        'Cada aprovação traz os treze campos impressos, com esses nomes, codigoPorfolio inclusive.',
        'An approval has the thirteen fields printed, by those names, codigoPorfolio included.',
        'Quota approval, list of approvals',
      ),
      must(
        'OTD-APR-11',
        'triggerReprocessamento é 1 enquanto um pedido para a data está feito e não foi aceito.',
        'triggerReprocessamento is 1 while a request for the date is made and not accepted.',
        'Quota approval, list of approvals',
      ),
      must(
        'OTD-APR-12',
        'Uma aprovação pode ser excluída até 30 minutos depois de feita, inclusive.',
        'An approval may be deleted until 30 minutes after it was made, included.',
        'Quota approval, Deletar a aprovação de uma cota',
      ),
      must(
        'OTD-APR-13',
        'Uma aprovação pode ser editada até 30 minutos depois de feita, inclusive.',
        'An approval may be edited until 30 minutes after it was made, included.',
        'Quota approval, Editar a aprovação de uma cota',
      ),
      must(
        'OTD-APR-14',
        'A edição muda os três valores; os outros campos são obrigatórios e só conferidos.',
        'An edit changes the three amounts; the other fields are compulsory, and only compared.',
        'Quota approval, Editar a aprovação de uma cota',
      ),
      must(
        'OTD-APR-15',
        'A consulta por hashtask traz a mesma aprovação que a lista.',
        'Asking for one hashtask gives the same approval as the list.',
        'Quota approval, single approval',
      ),
      must(
        'OTD-APR-16',
        'Valores são textos decimais com as casas impressas, sem arredondar: cota 8, PL 2, quantidade 8.',
        'Amounts are decimal texts with the places printed, never rounded: value 8, worth 2, quantity 8.',
        'Quota approval, Aprovar uma cota',
      ),
      inference(
        'OTD-APR-17',
        'Só se exclui a aprovação mais recente da carteira e do tipo: a ordem não fica com buracos.',
        'Only the newest approval of a portfolio and type may be deleted: the order keeps no gap.',
        'OTDX inference',
      ),
      inference(
        'OTD-APR-18',
        'Uma aprovação tácita não se edita nem se exclui: ninguém a fez.',
        'A tacit approval is neither edited nor deleted: nobody made it.',
        'OTDX inference',
      ),
      inference(
        'OTD-APR-19',
        'logAnalista e statusHash mostram a aprovação tácita.',
        'logAnalista and statusHash show that an approval is tacit.',
        'OTDX inference',
      ),
      inference(
        'OTD-APR-20',
        'A cota liberada depois do seu prazo vai com o prazo da próxima: o silêncio também segue a ordem.',
        "A quota released after its own deadline goes with the next one's: silence keeps the order too.",
        'OTDX inference',
      ),
    ],
  },
  {
    title: 'OTDX: reprocessing',
    rules: [
      must(
        'OTD-REP-01',
        'Um pedido de reprocessamento é registrado, com carteira, data e motivo.',
        'A reprocessing request is registered, with portfolio, date and reason.',
        'Reprocessing, /service/reprocessamento',
      ),
      must(
        'OTD-REP-02',
        'As evidências vão como anexos em base64, com a extensão do arquivo.',
        'Evidence goes along as attachments in base64, with the extension of the file.',
        'Reprocessing, code sample of the POST',
      ),
      must(
        'OTD-REP-03',
        'A consulta por hashtask mostra a situação atual.',
        'Asking for one hashtask shows the present status.',
        'Reprocessing, /service/reprocessamento/{hashtask}',
      ),
      must(
        'OTD-REP-04',
        'Um pedido pode ser editado: acrescentam-se informações, anexos ou dados complementares.',
        'A request may be edited: information, attachments or further data are added.',
        'Reprocessing, /service/reprocessamento/edit',
      ),
      must(
        'OTD-REP-05',
        'O histórico traz todos os pedidos registrados do grupo.',
        "The history has all the group's registered requests.",
        'Reprocessing, /service/reprocessamento/all',
      ),
      must(
        'OTD-REP-06',
        'Um pedido pode ser excluído segundo critérios definidos, e não se perde do histórico.',
        'A request may be deleted by set criteria, and is not lost from the history.',
        'Reprocessing, /service/reprocessamento/delete',
      ),
      must(
        'OTD-REP-07',
        'GET no caminho de edição lista os pedidos que ainda podem ser editados.',
        'GET on the path for editing lists the requests that may still be edited.',
        'Reprocessing, code samples; OTDX inference',
      ),
      must(
        'OTD-REP-08',
        'Os passos de um pedido são os que a área de negócio define.',
        'The steps of a request are those the business lays down.',
        'Reprocessing, introduction',
      ),
      must(
        'OTD-REP-09',
        'Aceito o pedido, as aprovações da data em diante deixam de valer e são refeitas em ordem.',
        'Once a request is accepted, approvals from its date on are void and made again in order.',
        'Quota approval, introduction; OTDX inference',
      ),
      inference(
        'OTD-REP-10',
        'Até 20 anexos de 10 MiB, de extensões permitidas, em base64 estrito, guardados com SHA-256.',
        'Up to 20 attachments of 10 MiB, of allowed extensions, strict base64, kept with their SHA-256.',
        'OTDX inference',
      ),
      must(
        'OTD-REP-11',
        'O andamento é acompanhado passo a passo: quem, quando e por quê.',
        'The progress is followed step by step: who, when and why.',
        'Reprocessing, introduction',
      ),
      inference(
        'OTD-REP-12',
        'O conteúdo de um anexo pode ser baixado, tal como foi enviado.',
        'The content of an attachment may be downloaded, as it was sent.',
        'OTDX inference',
      ),
    ],
  },
  {
    title: 'OTDX: calendar',
    rules: [
      fact(
        'OTD-CAL-01',
        'Dia útil é o dos bancos: sem sábados, domingos e feriados bancários nacionais.',
        'Business days are those of banks: no Saturdays, Sundays or national bank holidays.',
        'OTDX inference',
      ),
    ],
  },
] as const satisfies readonly Section[];
