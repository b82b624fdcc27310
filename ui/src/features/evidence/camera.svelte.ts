/** The camera of this machine, as long as a dialog needs it. */
import { t } from '$/i18n';

export class Camera {
  stream = $state.raw<MediaStream | null>(null);
  /** Why there is no picture. */
  trouble = $state('');
  #left = false;

  async open(): Promise<void> {
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!devices?.getUserMedia) {
      this.trouble = t.evidence.shoot.none;
      return;
    }
    try {
      const stream = await devices.getUserMedia({
        audio: false,
        video: { width: { ideal: 1920 }, facingMode: { ideal: 'environment' } },
      });
      if (this.#left) stop(stream);
      else this.stream = stream;
    } catch (reason) {
      this.trouble = words(reason);
    }
  }

  close(): void {
    this.#left = true;
    if (this.stream) stop(this.stream);
    this.stream = null;
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function words(reason: unknown): string {
  const name = reason instanceof DOMException ? reason.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return t.evidence.shoot.refused;
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return t.evidence.shoot.none;
  return t.evidence.shoot.busy;
}
