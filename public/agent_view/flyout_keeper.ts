import type { CoreStart, OverlayRef } from 'opensearch-dashboards/public';
import type { ChunkFailureToast } from '../base/chunk_failure';
import { loadChunk } from '../base/load_chunk';
import type { OverlayRequest } from './endpoint_overlay';

/** Opens the flyout, one at a time, and takes it away when it no longer belongs to what is shown: the host would leave it open. */
export class FlyoutKeeper {
  private wanted: { readonly key: string; readonly overlay?: OverlayRef } | undefined;

  constructor(
    private readonly core: CoreStart,
    private readonly chunkFailure: Pick<ChunkFailureToast, 'show'>
  ) {}

  /** @param key of what is shown; under another one the flyout is closed */
  async open(key: string, request: OverlayRequest): Promise<void> {
    this.close();
    const wanted = { key };
    this.wanted = wanted;
    try {
      const { openEndpointOverlay } = await loadChunk(
        () => import(/* webpackChunkName: "endpoint_overlay" */ './endpoint_overlay')
      );
      // Another agent may be shown by now.
      if (this.wanted !== wanted) return;
      const overlay = openEndpointOverlay(this.core, request);
      this.wanted = { key, overlay };
      await overlay.onClose;
      if (this.wanted?.overlay === overlay) this.wanted = undefined;
    } catch (error) {
      if (this.wanted === wanted) this.wanted = undefined;
      this.chunkFailure.show();
    }
  }

  /** @param key of what is shown now */
  keepOnly(key: string): void {
    if (this.wanted && this.wanted.key !== key) this.close();
  }

  close(): void {
    const overlay = this.wanted?.overlay;
    this.wanted = undefined;
    void overlay?.close();
  }
}
