import type { ActionPreview } from '../../common/action/preview';
import type { ApiFailure } from './api_failure';

/** The server's current preview in a refusal because something changed. Undefined if it wasn't sent. */
export function previewIn({ code, attributes }: ApiFailure): ActionPreview | undefined {
  const { preview } = attributes;
  return code === 'preview_changed' && isActionPreview(preview) ? preview : undefined;
}

function isActionPreview(value: unknown): value is ActionPreview {
  if (typeof value !== 'object' || value === null) return false;
  const { digest, endpoints } = value as { digest?: unknown; endpoints?: unknown };
  return typeof digest === 'string' && Array.isArray(endpoints) && endpoints.length > 0;
}
