import { useClockInAddress } from '../clock.js';
import { say } from '../speech.js';
import { ActiveFaults } from './active-faults.js';
import { Deviations } from './deviations.js';
import { NewFault } from './new-fault.js';

/** What goes wrong on purpose. The address has what is filled in. */
export function FaultsScreen() {
  useClockInAddress();
  return (
    <>
      <div class="title">
        <h1 tabIndex={-1}>{say('faults.title')}</h1>
        <p class="quiet">{say('faults.about')}</p>
      </div>
      <div class="pair">
        <ActiveFaults />
        <NewFault />
      </div>
      <Deviations />
    </>
  );
}
