import { readFileSync } from 'node:fs';
import type { AnyStateMachine } from 'xstate';
import { type DirectedGraphEdge, type DirectedGraphNode, toDirectedGraph } from 'xstate/graph';
import { parse } from 'yaml';
import { consentMachine } from '../../src/openfinance/consents/machine.js';
import { statusMachine } from '../../src/openfinance/holdings/status-machine.js';
import { RESOURCE_TYPES, STATUSES, TYPES } from '../../src/openfinance/vocabulary.js';
import { approvalMachine } from '../../src/otdx/approvals/machine.js';
import { workflowOf } from '../../src/otdx/workflow.js';
import { code, page } from './markdown.js';

const INTRO = `Drawn from the machines the server consults. An arrow names the event that causes it, unless the event is the wish
for the state it leads to; square brackets hold a condition.`;

const RETURNING = RESOURCE_TYPES.filter((type) => TYPES[type].returns).map(code);

const RESOURCE = `A resource may begin in any status, and waits for approvers only there. UNAVAILABLE is final, except for the types that
may move again (\`returns\`: ${RETURNING.join(', ')}).`;

const CONSENT = `A consent waits for the customer, is in force, and ends. REJECTED is final, whatever led to it.`;

const APPROVAL = `An OTDX quota waits for its approval. Order, windows and the tacit instant are rules about facts and time, not moves.`;

const REPROCESSING = `The steps of an OTDX reprocessing request, as \`fixtures/otdx/workflow.yaml\` has them.`;

const WORKFLOW = new URL('../../fixtures/otdx/workflow.yaml', import.meta.url);
const reprocessingMachine = workflowOf(parse(readFileSync(WORKFLOW, 'utf8'))).machine;

/** docs/machines.md: one diagram for each machine. */
export const machinesPage = (): string =>
  page(
    '# State machines',
    INTRO,
    '## Consent',
    CONSENT,
    diagram(consentMachine, initialOf(consentMachine)),
    '## Resource',
    RESOURCE,
    diagram(statusMachine, STATUSES),
    '## Quota approval (OTDX)',
    APPROVAL,
    diagram(approvalMachine, initialOf(approvalMachine)),
    '## Reprocessing request (OTDX)',
    REPROCESSING,
    diagram(reprocessingMachine, initialOf(reprocessingMachine)),
  );

const initialOf = ({ root }: AnyStateMachine): readonly string[] => root.initial.target?.map(({ key }) => key) ?? [];

/** A mermaid diagram. `starts` are the states a life may begin in, which a machine's one initial state cannot tell. */
function diagram(machine: AnyStateMachine, starts: readonly string[]): string {
  const { children } = toDirectedGraph(machine);
  const lines = [...starts.map((start) => `[*] --> ${start}`), ...children.flatMap(arrows)];
  return ['```mermaid', 'stateDiagram-v2', ...lines.map((line) => `  ${line}`), '```'].join('\n');
}

const arrows = ({ stateNode, edges }: DirectedGraphNode): readonly string[] => [
  ...edges.map(arrow),
  ...(stateNode.type === 'final' ? [`${stateNode.key} --> [*]`] : []),
];

function arrow({ source, target, label, transition }: DirectedGraphEdge): string {
  const event = label.text === target.key ? [] : [label.text];
  const guard = typeof transition.guard === 'string' ? [`[${transition.guard}]`] : [];
  const words = [...event, ...guard].join(' ');
  return `${source.key} --> ${target.key}${words && `: ${words}`}`;
}
