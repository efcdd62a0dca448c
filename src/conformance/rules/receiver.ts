import type { ReceiverRule } from '../receiver-facts.js';
import acceptedIsNotFailure from './receiver/accepted-is-not-failure.js';
import authorisationFollowsTheProfile from './receiver/authorisation-follows-the-profile.js';
import callsAreNotBeyondNeed from './receiver/calls-are-not-beyond-need.js';
import directoryIsRefreshed from './receiver/directory-is-refreshed.js';
import expiryIsMeant from './receiver/expiry-is-meant.js';
import extensionsAreWellAsked from './receiver/extensions-are-well-asked.js';
import failedRedirectsAreRetried from './receiver/failed-redirects-are-retried.js';
import failuresLeadToDiscovery from './receiver/failures-lead-to-discovery.js';
import interactionIdIsFresh from './receiver/interaction-id-is-fresh.js';
import interactionIdIsSent from './receiver/interaction-id-is-sent.js';
import limitsAreHonoured from './receiver/limits-are-honoured.js';
import listIsReadAgain from './receiver/list-is-read-again.js';
import listIsReadFirst from './receiver/list-is-read-first.js';
import listIsUsed from './receiver/list-is-used.js';
import onlyOwnResourcesAreCalled from './receiver/only-own-resources-are-called.js';
import pagesAreFollowed from './receiver/pages-are-followed.js';
import paginationKeyIsKept from './receiver/pagination-key-is-kept.js';
import permissionsComeInGroups from './receiver/permissions-come-in-groups.js';
import pollingBacksOff from './receiver/polling-backs-off.js';
import productsComeFromTheList from './receiver/products-come-from-the-list.js';
import refusalsLeadToTheList from './receiver/refusals-lead-to-the-list.js';
import refusedTokensAreDropped from './receiver/refused-tokens-are-dropped.js';
import revocationIsPassedOn from './receiver/revocation-is-passed-on.js';
import shrunkListsLeadToTheList from './receiver/shrunk-lists-lead-to-the-list.js';
import smallPagesAreReckonedAsApplied from './receiver/small-pages-are-reckoned-as-applied.js';
import surprisesAreTolerated from './receiver/surprises-are-tolerated.js';
import tokensAreReused from './receiver/tokens-are-reused.js';
import tokensFitTheCall from './receiver/tokens-fit-the-call.js';
import tokensStayWithTheirCertificate from './receiver/tokens-stay-with-their-certificate.js';
import unavailableIsLeftAlone from './receiver/unavailable-is-left-alone.js';
import versionIsNotNegotiated from './receiver/version-is-not-negotiated.js';
import waitingResourcesArePolledByList from './receiver/waiting-resources-are-polled-by-list.js';

/** What a receiver is held to, in the order of the ids. */
export const RECEIVER_RULES: readonly ReceiverRule[] = [
  interactionIdIsSent,
  interactionIdIsFresh,
  listIsUsed,
  listIsReadFirst,
  pollingBacksOff,
  failuresLeadToDiscovery,
  acceptedIsNotFailure,
  unavailableIsLeftAlone,
  waitingResourcesArePolledByList,
  refusalsLeadToTheList,
  shrunkListsLeadToTheList,
  listIsReadAgain,
  productsComeFromTheList,
  directoryIsRefreshed,
  pagesAreFollowed,
  paginationKeyIsKept,
  smallPagesAreReckonedAsApplied,
  refusedTokensAreDropped,
  tokensFitTheCall,
  tokensStayWithTheirCertificate,
  tokensAreReused,
  permissionsComeInGroups,
  expiryIsMeant,
  failedRedirectsAreRetried,
  extensionsAreWellAsked,
  revocationIsPassedOn,
  limitsAreHonoured,
  authorisationFollowsTheProfile,
  callsAreNotBeyondNeed,
  onlyOwnResourcesAreCalled,
  surprisesAreTolerated,
  versionIsNotNegotiated,
];
