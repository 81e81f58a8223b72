import { EuiConfirmModal, EuiFlyout, EuiModal } from '@elastic/eui';
import React from 'react';
import type { ReactElement } from 'react';
import { BehaviorSubject } from 'rxjs';
import type { OverlayRef, OverlayStart } from 'opensearch-dashboards/public';
import { MountWrapper } from './mount_wrapper';
import { useObservable } from './use_observable';

type Layer = 'flyout' | 'modal';

interface Opened {
  key: number;
  element: ReactElement;
  close: () => void;
}

/** `core.overlays`: one flyout and one modal at a time; a new one closes the one before, whoever opened it. */
export class Overlays implements OverlayStart {
  readonly opened$ = new BehaviorSubject<Partial<Record<Layer, Opened>>>({});
  private count = 0;

  openFlyout: OverlayStart['openFlyout'] = (mount, options) =>
    this.open('flyout', (close) => (
      <EuiFlyout {...options} onClose={close}>
        <MountWrapper mount={mount} className="osdOverlayMountWrapper" />
      </EuiFlyout>
    ));

  openModal: OverlayStart['openModal'] = (mount, options) =>
    this.open('modal', (close) => (
      <EuiModal {...options} onClose={close}>
        <MountWrapper mount={mount} className="osdOverlayMountWrapper" />
      </EuiModal>
    ));

  openConfirm: OverlayStart['openConfirm'] = async (message, options = {}) => {
    let confirmed = false;
    const { onClose } = this.open('modal', (close) => (
      <EuiConfirmModal
        cancelButtonText="Cancel"
        confirmButtonText="Confirm"
        {...options}
        onCancel={close}
        onConfirm={() => {
          confirmed = true;
          close();
        }}
      >
        {typeof message === 'string' ? message : <MountWrapper mount={message} />}
      </EuiConfirmModal>
    ));
    await onClose;
    return confirmed;
  };

  private open(layer: Layer, draw: (close: () => void) => ReactElement): OverlayRef {
    this.opened$.value[layer]?.close();
    this.count += 1;
    const key = this.count;
    let closed: () => void;
    const onClose = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const close = () => {
      // Another one may have taken its place by now.
      if (this.opened$.value[layer]?.key === key) {
        this.opened$.next({ ...this.opened$.value, [layer]: undefined });
      }
      closed();
    };
    this.opened$.next({ ...this.opened$.value, [layer]: { key, element: draw(close), close } });
    return {
      onClose,
      close: () => {
        close();
        return onClose;
      },
    };
  }
}

export function OverlayLayers({ overlays }: { overlays: Overlays }) {
  const { flyout, modal } = useObservable(overlays.opened$);
  return (
    <>
      {[flyout, modal].map(
        (opened) => opened && <React.Fragment key={opened.key}>{opened.element}</React.Fragment>
      )}
    </>
  );
}
