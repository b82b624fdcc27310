/** Who works here and how: the state of the store, the person, the settings of this machine. */
import { commands, type Failure, type SessionView, type SettingsView } from '$/api';
import { openFields } from '$/parts/open-fields';

import { look } from './look.svelte';
import { place } from './place.svelte';

const NOTHING: SessionView = {
  state: 'locked',
  person: null,
  version: '',
  settings: { idleMinutes: 15, digitKeys: true, tourSeen: false },
  look: { theme: 'system', zoomPercent: 100 },
  place: null,
  snapshots: [],
};

class Session {
  view = $state.raw<SessionView>(NOTHING);
  /** The first question has been answered. */
  ready = $state(false);
  /** Why the first question could not be answered. */
  failure = $state.raw<Failure | null>(null);
  /** The store was locked by idleness, not by a person. */
  wentIdle = $state(false);

  get open(): boolean {
    return this.view.state === 'open';
  }

  get settings(): SettingsView {
    return this.view.settings;
  }

  /** Asks the engine how things stand. */
  async load(): Promise<void> {
    const answer = await commands.session();
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'ok') {
      this.take(answer.data);
      look.take(answer.data.look);
      place.offer(answer.data.place ?? null);
    }
    this.ready = true;
  }

  /** Takes what the engine says about the session. */
  take(view: SessionView): void {
    this.view = view;
  }

  /** Keeps new settings; answers why not, or `null`. */
  async change(settings: SettingsView): Promise<Failure | null> {
    const answer = await commands.updateSettings(settings);
    if (answer.status === 'error') return answer.error;
    this.take({ ...this.view, settings: answer.data });
    return null;
  }

  /** Saves what is open, then closes the store. */
  async lock(idle = false): Promise<Failure | null> {
    await openFields.flush();
    const answer = await commands.lock();
    if (answer.status === 'error') return answer.error;
    this.wentIdle = idle;
    await this.load();
    return null;
  }
}

export const session = new Session();
