import type { MountPoint } from './mount_point';

export interface ToastInputFields {
  id?: string;
  title?: string | MountPoint;
  text?: string | MountPoint;
  color?: 'primary' | 'success' | 'warning' | 'danger';
  iconType?: string;
  /** Milliseconds; what the user set for this kind when left out. */
  toastLifeTimeMs?: number;
  className?: string;
  'data-test-subj'?: string;
}

export type Toast = ToastInputFields & { id: string };
export type ToastInput = string | ToastInputFields;

export interface ToastOptions {
  toastLifeTimeMs?: number;
}

export interface ErrorToastOptions extends ToastOptions {
  title: string;
  toastMessage?: string;
}

export interface IToasts {
  add(toastOrTitle: ToastInput): Toast;
  remove(toastOrId: Toast | string): void;
  addInfo(toastOrTitle: ToastInput, options?: ToastOptions): Toast;
  addSuccess(toastOrTitle: ToastInput, options?: ToastOptions): Toast;
  addWarning(toastOrTitle: ToastInput, options?: ToastOptions): Toast;
  addDanger(toastOrTitle: ToastInput, options?: ToastOptions): Toast;
  addError(error: Error, options: ErrorToastOptions): Toast;
}

export interface NotificationsSetup {
  toasts: IToasts;
}

export type NotificationsStart = NotificationsSetup;
