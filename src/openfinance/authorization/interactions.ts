import express, { type Request, type Response, type Router } from 'express';
import { Refusal } from '../../core/errors.js';
import { endConsent } from '../consents/ending.js';
import { authorise } from '../consents/lifecycle.js';
import { type ConsentCase, readCase, stateNow } from '../consents/case.js';
import { documentKind } from '../holdings/customer.js';
import { subjectOf } from './account.js';
import { acrFor } from './assurance.js';
import { consentsIn } from './dynamic-scope.js';
import type { AuthorizationHouse } from './house.js';
import type { Provider } from './library.js';
import { SCOPES } from './profile.js';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** A customer in the middle of an authorization, and the consent it is about. */
interface Sitting {
  readonly interaction: Interaction;
  readonly subject: ConsentCase;
}

/** The customer's way through an authorization: who are you, what do you share, yes or no. Mounted below `/auth`. */
export function interactionRoutes(house: AuthorizationHouse, provider: Provider): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const finish = (req: Request, res: Response, result: object): Promise<void> =>
    provider.interactionFinished(req, res, result as never, { mergeWithLastSubmission: false });
  const deny = (req: Request, res: Response, description: string): Promise<void> =>
    finish(req, res, { error: 'access_denied', error_description: description });

  const sittingOf = async (req: Request, res: Response): Promise<Sitting | undefined> => {
    const interaction = await provider.interactionDetails(req, res);
    const [consentId = ''] = consentsIn(String(interaction.params['scope']));
    const subject = await readCase(house.store, house, consentId);
    if (!subject || stateNow(subject).status !== 'AWAITING_AUTHORISATION') {
      await deny(req, res, 'the consent no longer awaits authorisation');
      return undefined;
    }
    return { interaction, subject };
  };

  router.get('/interaction/:uid', async (req, res) => {
    const sitting = await sittingOf(req, res);
    if (!sitting) return;
    const login = sitting.interaction.result?.login;
    const form = login
      ? '<button id="approve" name="decision" value="approve">x</button><button id="decline" name="decision" value="decline">x</button>'
      : '<input name="cpf"><button id="login">x</button>';
    res
      .type('html')
      .send(
        `<form method="post" action="/auth/interaction/${req.params.uid}/${login ? 'decision' : 'login'}">${form}</form>`,
      );
  });

  router.post('/interaction/:uid/login', express.urlencoded({ extended: false }), async (req, res) => {
    const sitting = await sittingOf(req, res);
    if (!sitting) return;
    const cpf = String(req.body.cpf ?? '').replaceAll(/\D/g, '');
    if (documentKind(cpf) !== 'CPF') return void res.status(422).send('cpf');
    const { loggedUser } = sitting.subject.consent;
    if (loggedUser !== undefined && loggedUser !== cpf)
      return deny(req, res, 'the customer who logged in is not the one who asked for the consent');
    const acr = acrFor(sitting.interaction.params['claims']);
    if (acr === undefined) return deny(req, res, 'the level of assurance asked for is not available');
    const login = { accountId: subjectOf(cpf), acr, remember: false };
    await provider.interactionResult(req, res, { login }, { mergeWithLastSubmission: false });
    res.redirect(303, `/auth/interaction/${req.params.uid}`);
  });

  router.post('/interaction/:uid/decision', express.urlencoded({ extended: false }), async (req, res) => {
    const sitting = await sittingOf(req, res);
    if (!sitting) return;
    const { interaction, subject } = sitting;
    const login = interaction.result?.login;
    if (!login) return res.redirect(303, `/auth/interaction/${req.params.uid}`);
    const { consentId } = subject.consent;
    if (req.body.decision !== 'approve') {
      await house.store.transaction((tx) => endConsent(tx, house, consentId, { verb: 'reject' }));
      return deny(req, res, 'the customer declined');
    }
    try {
      await house.store.transaction((tx) => authorise(tx, house, consentId, {}));
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      return void res.status(422).send(cause.message);
    }
    const grantId = await grantFor(house, provider, interaction, login.accountId);
    await finish(req, res, { login, consent: { grantId } });
  });
  return router;
}

async function grantFor(
  house: AuthorizationHouse,
  provider: Provider,
  { params }: Interaction,
  accountId: string,
): Promise<string> {
  const grant = new provider.Grant({ accountId, clientId: String(params['client_id']) });
  const scopes = String(params['scope']).split(' ');
  grant.addOIDCScope(scopes.filter((scope) => SCOPES.includes(scope)).join(' '));
  grant.addResourceScope(house.issuer(), scopes.join(' '));
  return grant.save();
}
