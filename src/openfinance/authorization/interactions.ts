import type { Request, Response, Router } from 'express';
import type { JourneyPort } from '../journey/port.js';
import { journeyRouter } from '../journey/router.js';
import { subjectOf } from './account.js';
import { acrFor } from './assurance.js';
import { consentsIn } from './dynamic-scope.js';
import type { AuthorizationHouse } from './house.js';
import { errors, type Provider } from './library.js';
import { SCOPES } from './profile.js';
import { isWantedSubject } from './wanted-subject.js';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** The customer's way through an authorization, `/:uid` and below: the pages, and what the library is told by them. */
export const interactionRoutes = (house: AuthorizationHouse, provider: Provider): Router =>
  journeyRouter({ ...house, secret: house.keys.pageSecret }, portOf(house, provider));

function portOf(house: AuthorizationHouse, provider: Provider): JourneyPort {
  const current = async (req: Request, res: Response): Promise<Interaction> => {
    const interaction = await provider.interactionDetails(req, res);
    // The browser has gone on to another authorization since this page was opened.
    if (interaction.uid !== req.params['uid']) throw new errors.SessionNotFound('another interaction is under way');
    return interaction;
  };
  /** What has ended stays as it did, for whoever sends a form twice. */
  const finish = async (req: Request, res: Response, outcome: object): Promise<void> => {
    const { result, returnTo } = await current(req, res);
    if (result?.consent !== undefined || result?.['error'] !== undefined) return res.redirect(303, returnTo);
    await provider.interactionFinished(req, res, outcome as never, { mergeWithLastSubmission: false });
  };
  const deny = (req: Request, res: Response, description: string): Promise<void> =>
    finish(req, res, { error: 'access_denied', error_description: description });
  return {
    deny,

    async sitting(req, res) {
      const { uid, params, result } = await current(req, res);
      const [consentId = ''] = consentsIn(String(params['scope']));
      const client = await provider.Client.find(String(params['client_id']));
      return {
        uid,
        consentId,
        receiver: client?.clientName ?? String(params['client_id']),
        cpf: cpfIn(result),
        // The library goes on where browsers find us, and then to the receiver.
        returnsTo: [house.addresses().pages, new URL(String(params['redirect_uri'])).origin],
      };
    },

    async login(req, res, cpf) {
      const { params } = await current(req, res);
      const acr = acrFor(params);
      if (acr === undefined) {
        await deny(req, res, 'the level of assurance asked for is not available');
        return false;
      }
      const accountId = subjectOf(cpf);
      // The library would notice only once the consent is authorised.
      if (!isWantedSubject(params, accountId)) {
        await deny(req, res, 'the customer who logged in is not the one the request is about');
        return false;
      }
      const login = { accountId, acr, remember: false };
      const result = { login, customer: { cpf } };
      await provider.interactionResult(req, res, result, { mergeWithLastSubmission: false });
      return true;
    },

    async approve(req, res) {
      const interaction = await current(req, res);
      const login = interaction.result?.login;
      if (!login) throw new TypeError('approved by nobody');
      const grantId = await grantFor(house, provider, interaction, login.accountId);
      await finish(req, res, { login, consent: { grantId } });
    },
  };
}

/** Who logged in, as {@link JourneyPort.login} kept it. */
function cpfIn(result: Interaction['result']): string | undefined {
  const { cpf } = (result?.['customer'] ?? {}) as { cpf?: unknown };
  return typeof cpf === 'string' ? cpf : undefined;
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
