import { linkTo } from '../route.js';
import { say } from '../speech.js';

/** Where to go from a screen that has nothing to show. `scenarios`: what to look for among them. */
export const Onward = ({ scenarios }: { readonly scenarios?: string }) => (
  <span class="onward">
    <a href={linkTo('world')}>{say('menu.world')} →</a>{' '}
    <a href={linkTo('scenarios', undefined, { q: scenarios })}>{say('menu.scenarios')} →</a>
  </span>
);
