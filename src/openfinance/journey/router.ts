import express, { type Request, type Response, type Router } from 'express';
import { Refusal } from '../../core/errors.js';
import { readCase, stateNow } from '../consents/case.js';
import type { ConsentCase } from '../consents/case.js';
import { endConsent } from '../consents/ending.js';
import { authorise } from '../consents/lifecycle.js';
import { expiryAt } from '../consents/term.js';
import { CUSTOMERS, type Customer } from '../holdings/customer.js';
import { choiceId, confirmationPage } from './confirmation-view.js';
import { type Complaint, readCpf, readForm, textOf, textsOf } from './form.js';
import { type PageOptions, sendPage } from './headers.js';
import { languageOf } from './language.js';
import { loginPage } from './login-view.js';
import { documentText, momentText } from './names.js';
import { refusalPage } from './refusal-view.js';
import { isProof, proofOf } from './secrets.js';
import type { JourneyHouse, JourneyPort, Sitting } from './port.js';
import { renderRefusal } from './refusals.js';
import { sectionsOf } from './sections.js';
import { WORDS } from './words.js';

/** One request in a sitting, with everything the page shows. */
interface Step {
  readonly req: Request;
  readonly res: Response;
  readonly sitting: Sitting;
  readonly subject: ConsentCase;
}

/** The customer's way through an authorization: who are you, what do you share, yes or no. `/:uid` and below. */
export function journeyRouter(house: JourneyHouse, port: JourneyPort): Router {
  const router = express.Router({ caseSensitive: true, strict: true });

  /** The step a request is; `undefined` when it is answered: the consent has its answer already. */
  const stepOf = async (req: Request, res: Response): Promise<Step | undefined> => {
    const sitting = await port.sitting(req, res);
    const subject = await readCase(house.store, house, sitting.consentId);
    if (subject && stateNow(subject).status === 'AWAITING_AUTHORISATION') return { req, res, sitting, subject };
    await port.deny(req, res, 'the consent no longer awaits authorisation');
    return undefined;
  };

  /** The same for a form: it must be one of ours. */
  const submittedStep = async (req: Request, res: Response): Promise<Step | undefined> => {
    const step = await stepOf(req, res);
    if (!step || isProof(house.secret, step.sitting.uid, textOf(req.body, 'token'))) return step;
    const language = languageOf(req, res);
    sendPage(res, refusalPage({ language, about: WORDS.forged }), { status: 403 });
    return undefined;
  };

  const decline = async ({ req, res, sitting }: Step): Promise<void> => {
    await house.store.transaction((tx) => endConsent(tx, house, sitting.consentId, { verb: 'reject' }));
    await port.deny(req, res, 'the customer declined');
  };

  router.get('/:uid', async (req, res) => {
    const step = await stepOf(req, res);
    if (!step) return;
    if (step.sitting.cpf === undefined) showLogin(house, step);
    else await showConfirmation(house, step);
  });

  router.post('/:uid/login', readForm, async (req, res) => {
    const step = await submittedStep(req, res);
    if (!step) return;
    if (textOf(req.body, 'decision') === 'decline') return decline(step);
    const read = readCpf(req.body);
    if ('complaint' in read) return showLogin(house, step, [read.complaint]);
    const { loggedUser } = step.subject.consent;
    if (loggedUser !== undefined && loggedUser !== read.cpf)
      return port.deny(req, res, 'the customer who logged in is not the one who asked for the consent');
    if (await port.login(req, res, read.cpf)) res.redirect(303, addressOf(step));
  });

  router.post('/:uid/decision', readForm, async (req, res) => {
    const step = await submittedStep(req, res);
    if (!step) return;
    const decision = textOf(req.body, 'decision');
    if (step.sitting.cpf === undefined) return res.redirect(303, addressOf(step));
    if (decision === 'decline') return decline(step);
    const resourceIds = textsOf(req.body, 'resource');
    const complaints = decision === 'approve' ? unpicked(house, step, resourceIds) : [];
    if (decision !== 'approve') complaints.push({ field: 'approve', text: WORDS.undecided });
    if (complaints.length > 0) return showConfirmation(house, step, complaints, resourceIds);
    try {
      await house.store.transaction((tx) => authorise(tx, house, step.sitting.consentId, { resourceIds }));
    } catch (error) {
      // Between the page and its answer, the list or the consent changed.
      if (!(error instanceof Refusal)) throw error;
      if (error.kind === 'unprocessable')
        return showConfirmation(house, step, [{ field: 'confirmation', text: WORDS.notOffered }]);
      return port.deny(req, res, 'the consent no longer awaits authorisation');
    }
    await port.approve(req, res);
  });

  router.use((req, res) => {
    sendPage(res, refusalPage({ language: languageOf(req, res), about: WORDS.notFound }), { status: 404 });
  });
  router.use(renderRefusal(house));
  return router;
}

const addressOf = ({ req, sitting }: Pick<Step, 'req' | 'sitting'>): string =>
  `${req.baseUrl}/${encodeURIComponent(sitting.uid)}`;

function showLogin(house: JourneyHouse, { req, res, sitting }: Step, complaints: readonly Complaint[] = []): void {
  const page = loginPage({
    language: languageOf(req, res),
    address: addressOf({ req, sitting }),
    receiver: sitting.receiver,
    proof: proofOf(house.secret, sitting.uid),
    cpf: textOf(req.body, 'cpf'),
    complaints,
  });
  sendPage(res, page, optionsOf(sitting, complaints));
}

async function showConfirmation(
  house: JourneyHouse,
  { req, res, sitting, subject }: Step,
  complaints: readonly Complaint[] = [],
  ticked?: readonly string[],
): Promise<void> {
  const language = languageOf(req, res);
  const { consent, customer, now } = subject;
  const expiresAt = expiryAt(consent, now);
  const page = confirmationPage({
    language,
    address: addressOf({ req, sitting }),
    receiver: sitting.receiver,
    proof: proofOf(house.secret, sitting.uid),
    person: await personNamed(house, sitting.cpf),
    company: companyIn(customer),
    until: expiresAt === undefined ? undefined : momentText(expiresAt, language),
    sections: sectionsOf(subject, house.settings.retention, language),
    complaints,
    ...(ticked && { ticked }),
  });
  sendPage(res, page, optionsOf(sitting, complaints));
}

const optionsOf = ({ returnsTo = [] }: Sitting, complaints: readonly Complaint[]): PageOptions => ({
  status: complaints.length > 0 ? 422 : 200,
  returnsTo,
});

const personNamed = async ({ store }: JourneyHouse, cpf: string | undefined): Promise<string | undefined> =>
  cpf === undefined ? undefined : (await store.get(CUSTOMERS, cpf))?.value.name;

const companyIn = (customer: Customer): { name: string; cnpj: string } | undefined =>
  customer.rel === 'CNPJ' ? { name: customer.name, cnpj: documentText(customer) } : undefined;

/** RES-020: of what is ticked one by one and can be, at least one. */
function unpicked(house: JourneyHouse, { subject }: Step, ticked: readonly string[]): Complaint[] {
  return sectionsOf(subject, house.settings.retention, 'pt').flatMap((section) => {
    if (section.mode !== 'individual') return [];
    const [first] = section.choices;
    const isPicked = section.choices.some(({ resourceId }) => ticked.includes(resourceId));
    return first === undefined || isPicked ? [] : [{ field: choiceId(first), text: section.unpicked }];
  });
}
