import { lazyScreen } from '../screens/lazy.js';
import { connection } from '../live.js';
import { route } from '../navigation.js';
import { say } from '../speech.js';
import { ConsentScreen } from '../screens/consent.js';
import { WorldScreen } from '../screens/world.js';
import { Banner } from './banner.js';
import { ClockBar } from './clock-bar.js';
import { Menu } from './menu.js';
import { SignIn } from './sign-in.js';

const SCREENS = {
  world: WorldScreen,
  consents: ConsentScreen,
  time: lazyScreen(() => import('../screens/time.js').then(({ TimeScreen }) => TimeScreen)),
  resources: lazyScreen(() => import('../screens/resource.js').then(({ ResourceScreen }) => ResourceScreen)),
  traffic: lazyScreen(() => import('../screens/traffic.js').then(({ TrafficScreen }) => TrafficScreen)),
  scenarios: lazyScreen(() => import('../screens/scenarios.js').then(({ ScenariosScreen }) => ScenariosScreen)),
  verdict: lazyScreen(() => import('../screens/verdict.js').then(({ VerdictScreen }) => VerdictScreen)),
  otdx: lazyScreen(() => import('../screens/otdx.js').then(({ OtdxScreen }) => OtdxScreen)),
  faults: lazyScreen(() => import('../screens/faults.js').then(({ FaultsScreen }) => FaultsScreen)),
};

/** The whole page: menu, clock, and the screen of the address. */
export function Frame() {
  if (connection.value === 'refused') return <SignIn />;
  const Shown = SCREENS[route.value.screen];
  return (
    <div class="frame">
      <a class="skip" href="#main">
        {say('app.skip')}
      </a>
      <Menu />
      <div class="stage">
        <ClockBar />
        <Banner />
        <main id="main" tabIndex={-1}>
          <Shown route={route.value} />
        </main>
      </div>
    </div>
  );
}
