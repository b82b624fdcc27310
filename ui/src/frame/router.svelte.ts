/** Where the person is: ids, in memory only, so that a lock gives nothing away. */
import type { ChecklistPin, TablePlace } from '$/api';

/** A place in the program. */
export type Route =
  | { screen: 'campaigns' }
  | { screen: 'campaign'; id: string }
  | { screen: 'campaign-edit'; id: string | null }
  | { screen: 'consolidation'; campaign: string }
  | { screen: 'delegation'; campaign: string }
  | { screen: 'exchange' }
  | { screen: 'follow-up'; id: string }
  | { screen: 'notice'; campaign: string }
  | { screen: 'layout'; campaign: string }
  | { screen: 'visit'; id: string; item?: string }
  | { screen: 'registers'; visit: string; register?: string; item?: string }
  | { screen: 'procedures'; visit: string }
  | { screen: 'import'; place: TablePlace; back: Route }
  | { screen: 'evidence'; id: string }
  | { screen: 'minutes'; id: string }
  | { screen: 'sample'; id: string }
  | { screen: 'dossiers'; id: string }
  | { screen: 'timeline'; id: string }
  | { screen: 'quick'; id: string }
  | { screen: 'checklists' }
  | { screen: 'checklist'; checklist: string; pin: ChecklistPin }
  | { screen: 'checklist-draft'; id: string }
  | { screen: 'settings' }
  | { screen: 'bin' }
  | { screen: 'verify' };

class Router {
  route = $state.raw<Route>({ screen: 'campaigns' });
  /** Grows with every move, so that the same place can be opened afresh. */
  moves = $state(0);
  #past: Route[] = [];

  /** Goes to a place. */
  go(route: Route): void {
    this.#past = [...this.#past, this.route].slice(-50);
    this.#show(route);
  }

  /** Opens the same place afresh. */
  again(): void {
    this.moves += 1;
  }

  /** Goes back to the last place, or to the list of campaigns. */
  back(): void {
    this.#show(this.#past.pop() ?? { screen: 'campaigns' });
  }

  /** Forgets where the person was. */
  reset(): void {
    this.#past = [];
    this.#show({ screen: 'campaigns' });
  }

  #show(route: Route): void {
    this.route = route;
    this.moves += 1;
  }
}

export const router = new Router();
