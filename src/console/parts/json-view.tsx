import { useMemo } from 'preact/hooks';
import { linesOf } from './json-lines.js';

/** A body, line by line. `lit`: the entry of `data` to point at. */
export function JsonView({
  body,
  lit,
  label,
}: {
  readonly body: unknown;
  readonly lit?: number;
  readonly label: string;
}) {
  const lines = useMemo(() => linesOf(body), [body]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <pre class="code" tabIndex={0} role="group" aria-label={label}>
      {lines.map(({ text, item }, index) => (
        <code key={index} class={item !== undefined && item === lit ? 'lit' : undefined}>
          {coloured(text)}
          {'\n'}
        </code>
      ))}
    </pre>
  );
}

const KEY = /^(\s*)("(?:[^"\\]|\\.)*")(: )(.*)$/;

/** The key apart from the value. Everything is text: nothing in it is ever markup. */
function coloured(line: string) {
  const [, indent, key, colon, value] = KEY.exec(line) ?? [];
  if (key === undefined) return line;
  return (
    <>
      {indent}
      <span class="key">{key}</span>
      {colon}
      {value}
    </>
  );
}
