/** One photograph from a running camera. */
import { t } from '$/i18n';

/** What the camera shows now, as a JPEG file. */
export async function shot(video: HTMLVideoElement): Promise<File | null> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.95));
  const at = new Date().toTimeString().slice(0, 8).replaceAll(':', '-');
  return blob && new File([blob], t.evidence.shoot.fileName(at), { type: 'image/jpeg' });
}
