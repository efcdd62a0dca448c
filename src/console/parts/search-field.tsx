import { useView } from '../view.js';

/** A line of text to find things by, which says itself what for. It is kept in the address below `q`. */
export function SearchField({ label }: { readonly label: string }) {
  const [text, setText] = useView('q');
  return (
    <input
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      onInput={(event) => setText(event.currentTarget.value)}
    />
  );
}
