import { useState } from 'preact/hooks';
import { useDoing } from '../answers.js';
import { say } from '../speech.js';
import { ProblemNote } from './notes.js';

/** Puts a text on the clipboard; it may take a call to make. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: () => Promise<string> | string }) {
  const doing = useDoing();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(await text());
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <>
      <button type="button" class="button" disabled={doing.busy} onClick={() => void doing.run(copy)}>
        <span aria-live="polite">{copied ? `✓ ${say('app.copied')}` : label}</span>
      </button>
      <ProblemNote problem={doing.problem} />
    </>
  );
}
