import type { TransmitterRule } from '../transmitter/facts.js';
import companiesAreNamed from './consents/companies-are-named.js';
import consentsAreAnsweredAsDocumented from './consents/consents-are-answered-as-documented.js';
import consentsAreTheirReceiversOwn from './consents/consents-are-their-receivers-own.js';
import consentsLiveAsWritten from './consents/consents-live-as-written.js';
import deletionsEndAConsentOnce from './consents/deletions-end-a-consent-once.js';
import endsAreExplained from './consents/ends-are-explained.js';
import expiriesLieAhead from './consents/expiries-lie-ahead.js';
import groupedPermissionsAreKept from './consents/grouped-permissions-are-kept.js';
import permissionsAreNeverWidened from './consents/permissions-are-never-widened.js';
import permissionsComeInWholeGroups from './consents/permissions-come-in-whole-groups.js';
import permissionsOnOfferAreKept from './consents/permissions-on-offer-are-kept.js';
import personsAndCompaniesDoNotMix from './consents/persons-and-companies-do-not-mix.js';
import personsComeWithoutACompany from './consents/persons-come-without-a-company.js';
import renewalsAreAskedByTheSamePerson from './consents/renewals-are-asked-by-the-same-person.js';
import renewalsAreListedNewestFirst from './consents/renewals-are-listed-newest-first.js';
import renewalsLeadFurther from './consents/renewals-lead-further.js';
import renewalsNeedOneApprover from './consents/renewals-need-one-approver.js';
import renewalsTakeTheCustomersToken from './consents/renewals-take-the-customers-token.js';
import renewalsTellWhoAsks from './consents/renewals-tell-who-asks.js';
import unknownPermissionsAreRefused from './consents/unknown-permissions-are-refused.js';
import answersComeInTime from './errors/answers-come-in-time.js';
import errorsHaveTheirShape from './errors/errors-have-their-shape.js';
import impossibleQueriesAre422 from './errors/impossible-queries-are-422.js';
import listsHaveNoOperationalLimit from './errors/lists-have-no-operational-limit.js';
import listsHaveNoTrafficLimit from './errors/lists-have-no-traffic-limit.js';
import otherMethodsAre405 from './errors/other-methods-are-405.js';
import unknownPathsAre404 from './errors/unknown-paths-are-404.js';
import onlyAuthorisedConsentsAreServed from './gate/only-authorised-consents-are-served.js';
import theScopeIsDemanded from './gate/the-scope-is-demanded.js';
import tokensAreDemanded from './gate/tokens-are-demanded.js';
import bodiesAreJsonAndDated from './headers/bodies-are-json-and-dated.js';
import contentTypeOfAGetIsNoError from './headers/content-type-of-a-get-is-no-error.js';
import interactionIdComesBack from './headers/interaction-id-comes-back.js';
import interactionIdIsDemanded from './headers/interaction-id-is-demanded.js';
import jsonTakersAreServed from './headers/json-takers-are-served.js';
import otherFormatsAreRefused from './headers/other-formats-are-refused.js';
import versionIsAnnounced from './headers/version-is-announced.js';
import allExchangeOperationsAreListed from './list/all-exchange-operations-are-listed.js';
import chosenResourcesAreListed from './list/chosen-resources-are-listed.js';
import dormantCardsAreNotListed from './list/dormant-cards-are-not-listed.js';
import emptyListsAreAnswered from './list/empty-lists-are-answered.js';
import endedCreditFollowsItsKind from './list/ended-credit-follows-its-kind.js';
import endedExchangeFollowsItsKind from './list/ended-exchange-follows-its-kind.js';
import endedResourcesStayThreeMonths from './list/ended-resources-stay-three-months.js';
import groupedResourcesAreListedInAnyStatus from './list/grouped-resources-are-listed-in-any-status.js';
import idsAreTheSameInEveryConsent from './list/ids-are-the-same-in-every-consent.js';
import idsFitThePattern from './list/ids-fit-the-pattern.js';
import itemsHaveThreeMembers from './list/items-have-three-members.js';
import laterAccountsAreNotListed from './list/later-accounts-are-not-listed.js';
import laterContractsAreListed from './list/later-contracts-are-listed.js';
import listedProductsAreRegistered from './list/listed-products-are-registered.js';
import onlyAskedTypesAreListed from './list/only-asked-types-are-listed.js';
import registrationDataAreNotListed from './list/registration-data-are-not-listed.js';
import resourcesPermissionIsGranted from './list/resources-permission-is-granted.js';
import unchosenResourcesStayOut from './list/unchosen-resources-stay-out.js';
import wholeGroupsAreListed from './list/whole-groups-are-listed.js';
import hugePageSizesAreRefused from './pages/huge-page-sizes-are-refused.js';
import linksLeadToPagesThatExist from './pages/links-lead-to-pages-that-exist.js';
import malformedPagesAreRefused from './pages/malformed-pages-are-refused.js';
import metaCountsWhatIsListed from './pages/meta-counts-what-is-listed.js';
import pagesBeyondTheEndAreNotFound from './pages/pages-beyond-the-end-are-not-found.js';
import pagesHaveTwentyFiveByDefault from './pages/pages-have-twenty-five-by-default.js';
import selfCanBeCalled from './pages/self-can-be-called.js';
import smallPageSizesCountAsTwentyFive from './pages/small-page-sizes-count-as-twenty-five.js';
import acceptedEndsAfterFiveMinutes from './preparation/accepted-ends-after-five-minutes.js';
import acceptedIsEmptyFirstAndOfLists from './preparation/accepted-is-empty-first-and-of-lists.js';
import overdueListsAnswer504 from './preparation/overdue-lists-answer-504.js';
import blockedRegistrationIsForbidden from './products/blocked-registration-is-forbidden.js';
import detailsFollowTheStatus from './products/details-follow-the-status.js';
import eachEndpointAsksForItsPermission from './products/each-endpoint-asks-for-its-permission.js';
import pagesOfProductsCarryAKey from './products/pages-of-products-carry-a-key.js';
import productListsHaveTheAvailable from './products/product-lists-have-the-available.js';
import registrationDataAreTheCustomers from './products/registration-data-are-the-customers.js';
import unknownIdsAreForbidden from './products/unknown-ids-are-forbidden.js';
import approvalTakesFifteenDaysAtMost from './status/approval-takes-fifteen-days-at-most.js';
import blockedResourcesAreTemporarilyUnavailable from './status/blocked-resources-are-temporarily-unavailable.js';
import closedResourcesEndAfterTwelveMonths from './status/closed-resources-end-after-twelve-months.js';
import endedResourcesAreUnavailable from './status/ended-resources-are-unavailable.js';
import fundsReturnWithTheirId from './status/funds-return-with-their-id.js';
import oneResourceDoesNotWaitForAnother from './status/one-resource-does-not-wait-for-another.js';
import resourcesInUseAreAvailable from './status/resources-in-use-are-available.js';
import statusesMoveAsAllowed from './status/statuses-move-as-allowed.js';
import thereAreFourStatuses from './status/there-are-four-statuses.js';
import waitingIsOnlyTheBeginning from './status/waiting-is-only-the-beginning.js';

/** What a transmitter is held to, in the order of the ids. */
export const TRANSMITTER_RULES: readonly TransmitterRule[] = [
  unchosenResourcesStayOut,
  onlyAuthorisedConsentsAreServed,
  resourcesPermissionIsGranted,
  idsFitThePattern,
  idsAreTheSameInEveryConsent,
  itemsHaveThreeMembers,
  oneResourceDoesNotWaitForAnother,
  laterContractsAreListed,
  laterAccountsAreNotListed,
  registrationDataAreNotListed,
  listedProductsAreRegistered,
  chosenResourcesAreListed,
  allExchangeOperationsAreListed,
  wholeGroupsAreListed,
  groupedResourcesAreListedInAnyStatus,
  groupedPermissionsAreKept,
  permissionsOnOfferAreKept,
  onlyAskedTypesAreListed,
  emptyListsAreAnswered,
  thereAreFourStatuses,
  resourcesInUseAreAvailable,
  blockedResourcesAreTemporarilyUnavailable,
  endedResourcesAreUnavailable,
  waitingIsOnlyTheBeginning,
  statusesMoveAsAllowed,
  fundsReturnWithTheirId,
  endedResourcesStayThreeMonths,
  closedResourcesEndAfterTwelveMonths,
  endedCreditFollowsItsKind,
  endedExchangeFollowsItsKind,
  dormantCardsAreNotListed,
  approvalTakesFifteenDaysAtMost,
  acceptedEndsAfterFiveMinutes,
  overdueListsAnswer504,
  acceptedIsEmptyFirstAndOfLists,
  answersComeInTime,
  interactionIdComesBack,
  interactionIdIsDemanded,
  versionIsAnnounced,
  bodiesAreJsonAndDated,
  jsonTakersAreServed,
  contentTypeOfAGetIsNoError,
  pagesHaveTwentyFiveByDefault,
  smallPageSizesCountAsTwentyFive,
  hugePageSizesAreRefused,
  pagesBeyondTheEndAreNotFound,
  malformedPagesAreRefused,
  linksLeadToPagesThatExist,
  metaCountsWhatIsListed,
  selfCanBeCalled,
  errorsHaveTheirShape,
  tokensAreDemanded,
  theScopeIsDemanded,
  unknownPathsAre404,
  otherMethodsAre405,
  otherFormatsAreRefused,
  impossibleQueriesAre422,
  listsHaveNoOperationalLimit,
  listsHaveNoTrafficLimit,
  consentsLiveAsWritten,
  endsAreExplained,
  consentsAreTheirReceiversOwn,
  deletionsEndAConsentOnce,
  consentsAreAnsweredAsDocumented,
  renewalsNeedOneApprover,
  renewalsLeadFurther,
  renewalsAreAskedByTheSamePerson,
  renewalsTellWhoAsks,
  renewalsAreListedNewestFirst,
  renewalsTakeTheCustomersToken,
  unknownPermissionsAreRefused,
  personsAndCompaniesDoNotMix,
  companiesAreNamed,
  personsComeWithoutACompany,
  permissionsComeInWholeGroups,
  expiriesLieAhead,
  permissionsAreNeverWidened,
  productListsHaveTheAvailable,
  detailsFollowTheStatus,
  unknownIdsAreForbidden,
  eachEndpointAsksForItsPermission,
  registrationDataAreTheCustomers,
  pagesOfProductsCarryAKey,
  blockedRegistrationIsForbidden,
];
