import type { Bilingual } from '../../core/text.js';
import { INSTITUTION } from '../products/data/institution.js';

const say = (pt: string, en: string): Bilingual => ({ pt, en });

/** What the pages say. Names of products and data are those the customer knows from any other institution. */
export const WORDS = {
  mock: say(
    'Ambiente de testes: pessoas, contas e empresas são inventadas.',
    'Test environment: people, accounts and companies are invented.',
  ),
  skip: say('Ir para o conteúdo', 'Skip to content'),
  switchTo: say('English', 'Português'),
  language: say('Idioma', 'Language'),
  errorPrefix: say('Erro', 'Error'),
  errorTitle: say('Confira o formulário', 'Check the form'),
  step: say('Etapa', 'Step'),
  of: say('de', 'of'),

  loginTitle: say('Identifique-se', 'Identify yourself'),
  loginLead: say(
    `pede acesso aos seus dados no ${INSTITUTION.brand}. Primeiro, diga quem você é.`,
    `asks for access to your data at ${INSTITUTION.brand}. First, tell us who you are.`,
  ),
  cpf: say('CPF', 'CPF'),
  cpfHint: say(
    '11 números, com ou sem pontos. Aqui não há senha.',
    '11 digits, with or without dots. There is no password here.',
  ),
  cpfMissing: say('Digite o seu CPF.', 'Enter your CPF.'),
  cpfShape: say('O CPF tem 11 números, como 529.982.247-25.', 'A CPF has 11 digits, like 529.982.247-25.'),
  cpfDigits: say('Este CPF não existe: confira os números.', 'This CPF does not exist: check its digits.'),
  goOn: say('Continuar', 'Continue'),
  cancel: say('Cancelar e voltar', 'Cancel and go back'),

  confirmTitle: say('Confirme o compartilhamento', 'Confirm the sharing'),
  confirmLead: say('receberá os dados abaixo, se você confirmar.', 'will receive the data below if you confirm.'),
  hello: say('Olá', 'Hello'),
  who: say('Quem recebe', 'Who receives'),
  whose: say('De quem são os dados', 'Whose data'),
  company: say('Empresa', 'Company'),
  validity: say('Validade', 'Validity'),
  until: say('até', 'until'),
  endless: say('por prazo indeterminado', 'without an end'),
  asked: say('Dados pedidos', 'Data asked for'),
  chooseAccounts: say(
    'Desmarque o que não quer compartilhar; ao menos uma conta fica.',
    'Untick what you do not want to share; at least one account stays.',
  ),
  chooseCards: say(
    'Desmarque o que não quer compartilhar; ao menos um cartão fica.',
    'Untick what you do not want to share; at least one card stays.',
  ),
  grouped: say(
    'Compartilhado em conjunto, com o que você vier a contratar durante a validade.',
    'Shared together, with whatever you contract while this is valid.',
  ),
  nothingToChoose: say('Você não tem nada a compartilhar aqui.', 'You have nothing to share here.'),
  contract: say('contrato', 'contract'),
  contracts: say('contratos', 'contracts'),
  investment: say('investimento', 'investment'),
  investmentsHeld: say('investimentos', 'investments'),
  operation: say('operação', 'operation'),
  operations: say('operações', 'operations'),
  nothingHeld: say('nada no momento', 'nothing at present'),
  pickAccount: say('Escolha ao menos uma conta.', 'Choose at least one account.'),
  pickCard: say('Escolha ao menos um cartão.', 'Choose at least one card.'),
  notOffered: say(
    'Algo na lista mudou desde que a página abriu. Confira as escolhas e confirme de novo.',
    'Something on the list changed since the page was opened. Check your choices and confirm again.',
  ),
  undecided: say('Use um dos botões: confirmar ou recusar.', 'Use one of the buttons: confirm or decline.'),
  rights: say(
    'Você pode encerrar o compartilhamento quando quiser, aqui ou na instituição que recebe.',
    'You may end the sharing whenever you like, here or at the institution that receives.',
  ),
  approve: say('Confirmar compartilhamento', 'Confirm sharing'),
  decline: say('Recusar', 'Decline'),

  joint: say(
    'outros titulares também precisam aprovar, em até 15 dias',
    'other holders have to approve too, within 15 days',
  ),
  blocked: say('bloqueio temporário', 'temporarily blocked'),
  unavailable: say('indisponível', 'unavailable'),
  closed: say('encerrada', 'closed'),

  registration: say('Dados cadastrais', 'Registration data'),
  accounts: say('Contas', 'Accounts'),
  cards: say('Cartões de crédito', 'Credit cards'),
  credit: say('Operações de crédito', 'Credit operations'),
  investments: say('Investimentos', 'Investments'),
  exchange: say('Câmbio', 'Foreign exchange'),

  approvalsTitle: say('Aprovações pendentes', 'Pending approvals'),
  approvalsLead: say(
    'Quando uma conta é de mais de uma pessoa, o compartilhamento que uma confirma espera pelas outras por até 15 dias.',
    'Where an account belongs to several people, sharing that one of them confirms waits for the others for up to 15 days.',
  ),
  approverLogin: say('Quem vai aprovar', 'Who approves'),
  approverLead: say(
    'Informe o CPF de quem também responde pela conta. Aqui não há senha, e vale qualquer CPF que não seja o de quem já confirmou.',
    'Give the CPF of somebody else who answers for the account. There is no password here, and any CPF will do but that of whoever has confirmed already.',
  ),
  enteredAs: say('Você entrou com o CPF', 'You entered with CPF'),
  leave: say('Sair', 'Leave'),
  nothingPending: say('Nada espera por aprovação.', 'Nothing waits for approval.'),
  noSuchConsent: say(
    'Este consentimento não tem nada à espera de aprovação.',
    'Nothing in this consent waits for approval.',
  ),
  ownConsent: say(
    'Foi este CPF que confirmou: quem aprova é outra pessoa.',
    'It was this CPF that confirmed: somebody else has to approve.',
  ),
  confirmedBy: say('Confirmado por', 'Confirmed by'),
  receiver: say('Receptora', 'Receiver'),
  deadline: say('Aprovar até', 'Approve by'),
  agree: say('Aprovar', 'Approve'),
  refuse: say('Não aprovar', 'Refuse'),
  agreed: say('Aprovado: já está no compartilhamento.', 'Approved: it is part of the sharing now.'),
  refused: say('Não aprovado: fica fora do compartilhamento.', 'Refused: it stays out of the sharing.'),
  tooLate: say(
    'Não espera mais por aprovação: já foi decidido, o prazo passou ou o consentimento terminou.',
    'It no longer waits for approval: it was decided already, the time is over, or the consent has ended.',
  ),
  seeAll: say('Ver todas as pendências', 'See everything that is pending'),

  failedTitle: say('Não foi possível continuar', 'This cannot go on'),
  unanswerable: say(
    'O pedido que trouxe você até aqui não pode ser atendido.',
    'The request that brought you here cannot be answered.',
  ),
  restart: say(
    'Volte ao aplicativo da instituição que pediu seus dados e comece de novo.',
    'Go back to the application that asked for your data and start again.',
  ),
  expired: say(
    'Esta página venceu, já foi usada ou foi aberta em outro navegador.',
    'This page is over, was used already, or was opened in another browser.',
  ),
  forged: say(
    'O envio não veio desta página. Abra-a de novo e repita.',
    'What was sent did not come from this page. Open it again and repeat.',
  ),
  unreadable: say('O formulário chegou incompleto ou grande demais.', 'The form arrived incomplete, or too large.'),
  bug: say('Um erro nosso: tente outra vez em instantes.', 'A mistake of ours: try again in a moment.'),
  notFound: say('Esta página não existe.', 'This page does not exist.'),
} satisfies Record<string, Bilingual>;
