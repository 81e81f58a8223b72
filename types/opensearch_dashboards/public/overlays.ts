import type { MountPoint } from './mount_point';

/** Something laid over the page. It stays open across changes of hash and app until it is closed. */
export interface OverlayRef {
  onClose: Promise<void>;
  close(): Promise<void>;
}

export interface OverlayFlyoutOpenOptions {
  className?: string;
  closeButtonAriaLabel?: string;
  ownFocus?: boolean;
  'data-test-subj'?: string;
}

export interface OverlayModalOpenOptions {
  className?: string;
  closeButtonAriaLabel?: string;
  'data-test-subj'?: string;
}

export interface OverlayModalConfirmOptions extends OverlayModalOpenOptions {
  title?: string;
  cancelButtonText?: string;
  confirmButtonText?: string;
  defaultFocusedButton?: 'cancel' | 'confirm';
  buttonColor?: 'primary' | 'danger';
}

export interface OverlayStart {
  /** Closes the flyout that is open, whoever opened it. */
  openFlyout(mount: MountPoint, options?: OverlayFlyoutOpenOptions): OverlayRef;
  openModal(mount: MountPoint, options?: OverlayModalOpenOptions): OverlayRef;
  openConfirm(message: MountPoint | string, options?: OverlayModalConfirmOptions): Promise<boolean>;
}
