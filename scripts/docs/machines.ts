import { readFileSync } from 'node:fs';
import type { AnyStateMachine } from 'xstate';
import { type DirectedGraphEdge, type DirectedGraphNode, toDirectedGraph } from 'xstate/graph';
import { parse } from 'yaml';
import { consentMachine } from '../../src/openfinance/consents/machine.js';
import { statusMachine } from '../../src/openfinance/holdings/status-machine.js';
import { STATUSES } from '../../src/openfinance/vocabulary.js';
import { approvalMachine } from '../../src/otdx/approvals/machine.js';
import { workflowOf } from '../../src/otdx/workflow.js';
import { mermaid } from './markdown.js';

const WORKFLOW = new URL('../../fixtures/otdx/workflow.yaml', import.meta.url);
const reprocessingMachine = workflowOf(parse(readFileSync(WORKFLOW, 'utf8'))).machine;

/** The life of a consent. An arrow names the event behind it, unless the event is the wish for the state it leads to. */
export const consentDiagram = (): string => diagram(consentMachine, initialOf(consentMachine));

/** The statuses of a resource, which may begin in any of them. A condition stands in square brackets. */
export const resourceDiagram = (): string => diagram(statusMachine, STATUSES);

/** The life of the approval of a quota. */
export const approvalDiagram = (): string => diagram(approvalMachine, initialOf(approvalMachine));

/** The steps of a reprocessing request, as `fixtures/otdx/workflow.yaml` has them. */
export const reprocessingDiagram = (): string => diagram(reprocessingMachine, initialOf(reprocessingMachine));

const initialOf = ({ root }: AnyStateMachine): readonly string[] => root.initial.target?.map(({ key }) => key) ?? [];

/** A mermaid diagram. `starts` are the states a life may begin in, which a machine's one initial state cannot tell. */
function diagram(machine: AnyStateMachine, starts: readonly string[]): string {
  const { children } = toDirectedGraph(machine);
  const lines = [...starts.map((start) => `[*] --> ${start}`), ...children.flatMap(arrows)];
  return mermaid('stateDiagram-v2', lines);
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
