import { navigate } from '../../app/router.js';
import { NAMES, type ViewName } from './view-in-address.js';

/** Puts what is shown into the address, so that a page that is loaded again, or sent to somebody, shows the same. */
export function keepInAddress(view: ViewName, date: string): void {
  const word = Object.entries(NAMES).find(([, name]) => name === view)?.[0] ?? 'month';
  const address = `/?view=${word}&date=${date}`;
  if (location.pathname === '/' && location.pathname + location.search !== address) navigate(address, { replace: true });
}
