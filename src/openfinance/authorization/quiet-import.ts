/** How everything the library says about itself begins. */
const OWN_WORDS = 'oidc-provider ';

/**
 * Loads what is built on the library without its remarks on the console: it would have another version of Node, which
 * our tests run without. What anybody else says meanwhile is said.
 */
export async function quietImport<T>(load: () => Promise<T>): Promise<T> {
  const { console } = globalThis;
  const warn = Reflect.get(console, 'warn') as (...words: unknown[]) => void;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes(OWN_WORDS)) warn(...words);
  };
  try {
    return await load();
  } finally {
    console.warn = warn;
  }
}
