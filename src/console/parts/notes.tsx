import type { ComponentChildren } from 'preact';
import type { Answered } from '../answers.js';
import type { Problem } from '../client.js';
import { say } from '../speech.js';

/** What the server said against something, where it was asked. That it is gone, or asks for a token, the frame says. */
export function ProblemNote({ problem }: { readonly problem: Problem | undefined }) {
  if (!problem || problem.status === 401 || problem.status === 0) return null;
  return (
    <p class="note note-bad" role="alert">
      {problem.message}
    </p>
  );
}

/** Nothing to show; `children` may say what to do about it. */
export const Empty = ({ children }: { readonly children: ComponentChildren }) => <p class="note">{children}</p>;

/** While there is nothing to show yet; and what went wrong, when something did. */
export function Waiting({ answered }: { readonly answered: Answered<unknown> }) {
  if (answered.problem) return <ProblemNote problem={answered.problem} />;
  return answered.value === undefined ? (
    <p class="note" role="status">
      {say('app.loading')}
    </p>
  ) : null;
}
