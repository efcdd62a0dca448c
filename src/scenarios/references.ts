import { UsageError } from '../core/errors.js';
import type { Locate, Scenario, Step } from './scenario.js';

/** How many resources one file may make. Its text may be short: `count` multiplies. */
const MAX_RESOURCES = 100_000;

type Path = readonly (string | number)[];

/**
 * What the schema cannot say: names inside the file lead somewhere, and nothing is there twice.
 * @throws UsageError with the place, the value and what is allowed.
 */
export function requireReferences(scenario: Scenario, locate: Locate): void {
  const requireOneOf = (path: Path, name: string | undefined, known: readonly string[]): void => {
    if (name === undefined || known.includes(name)) return;
    throw new UsageError(
      `${locate(path)} is "${name}", which the file does not define; it has: ${known.join(', ') || 'none'}`,
    );
  };
  requireOwnIds(scenario, locate);
  const customers = Object.keys(scenario.customers);
  const consents = Object.keys(scenario.consents ?? {});
  const kept: string[] = [];
  for (const [key, { customer }] of Object.entries(scenario.consents ?? {})) {
    requireOneOf(['consents', key, 'customer'], customer, customers);
  }
  for (const [index, step] of (scenario.steps ?? []).entries()) {
    for (const { path, name } of consentsNamedBy(step)) requireOneOf(['steps', index, ...path], name, consents);
    requireOneOf(['steps', index, 'contract', 'customer'], step.contract?.customer, customers);
    requireOneOf(['steps', index, 'otdx', 'as'], step.otdx?.as, Object.keys(scenario.otdx?.users ?? {}));
    requireOneOf(['steps', index, 'reprocess', 'request'], step.reprocess?.request, kept);
    if (step.otdx?.keep !== undefined) kept.push(step.otdx.keep);
    requireOneOf(['steps', index, 'consent', 'customer'], step.consent?.customer, customers);
    if (step.consent) consents.push(step.consent.key);
  }
}

function consentsNamedBy(step: Step): readonly { path: Path; name: string | undefined }[] {
  const { as, authorise, reject, revoke, extend, prepare, transition, explain } = step;
  return [
    { path: ['as'], name: as },
    typeof authorise === 'object'
      ? { path: ['authorise', 'consent'], name: authorise.consent }
      : { path: ['authorise'], name: authorise },
    { path: ['reject'], name: reject },
    { path: ['revoke'], name: revoke },
    { path: ['extend', 'consent'], name: extend?.consent },
    { path: ['prepare', 'consent'], name: prepare?.consent },
    { path: ['transition', 'consent'], name: transition?.consent },
    { path: ['explain', 'consent'], name: explain?.consent },
  ];
}

/** Each customer has a document of its own, each resource an id of its own. RES-005. */
function requireOwnIds({ customers }: Scenario, locate: Locate): void {
  const seen = new Map<string, string>();
  const requireNew = (path: Path, id: string): void => {
    const first = seen.get(id);
    if (first !== undefined) throw new UsageError(`${locate(path)} is "${id}", which ${first} has already`);
    seen.set(id, path.slice(0, -1).join('.'));
  };
  let total = 0;
  for (const [key, { cpf, cnpj, resources = [] }] of Object.entries(customers)) {
    requireNew(['customers', key, cpf === undefined ? 'cnpj' : 'cpf'], cpf ?? cnpj ?? '');
    for (const [index, { id, count = 1 }] of resources.entries()) {
      requireNew(['customers', key, 'resources', index, 'id'], id);
      total += count;
      if (total > MAX_RESOURCES) {
        const path = ['customers', key, 'resources', index, 'count'];
        throw new UsageError(`${locate(path)} makes ${total} resources altogether; allowed: ${MAX_RESOURCES}`);
      }
    }
  }
}
