import { EuiGlobalToastList } from '@elastic/eui';
import React from 'react';
import { BehaviorSubject } from 'rxjs';
import type { IToasts, MountPoint, Toast, ToastInput } from 'opensearch-dashboards/public';
import { MountWrapper } from './mount_wrapper';
import { useObservable } from './use_observable';

const SHOWN_MS = 5_000;
const SHOWN_MS_IN_DANGER = 300_000;

/** `core.notifications.toasts`. */
export class Toasts implements IToasts {
  readonly shown$ = new BehaviorSubject<Toast[]>([]);
  private count = 0;

  add = (input: ToastInput): Toast => {
    this.count += 1;
    const fields = typeof input === 'string' ? { title: input } : input;
    const toast = { id: String(this.count), toastLifeTimeMs: SHOWN_MS, ...fields };
    this.shown$.next([...this.shown$.value, toast]);
    return toast;
  };

  remove = (toastOrId: Toast | string): void => {
    const id = typeof toastOrId === 'string' ? toastOrId : toastOrId.id;
    this.shown$.next(this.shown$.value.filter((toast) => toast.id !== id));
  };

  addInfo: IToasts['addInfo'] = (input, options) =>
    this.styled({ color: 'primary', ...options }, input);

  addSuccess: IToasts['addSuccess'] = (input, options) =>
    this.styled({ color: 'success', iconType: 'check', ...options }, input);

  addWarning: IToasts['addWarning'] = (input, options) =>
    this.styled({ color: 'warning', iconType: 'help', ...options }, input);

  addDanger: IToasts['addDanger'] = (input, options) =>
    this.styled(
      { color: 'danger', iconType: 'alert', toastLifeTimeMs: SHOWN_MS_IN_DANGER, ...options },
      input
    );

  addError: IToasts['addError'] = (error, { title, toastMessage, ...options }) =>
    this.addDanger({ title, text: toastMessage ?? error.message }, options);

  private styled(style: Partial<Toast>, input: ToastInput): Toast {
    return this.add({ ...style, ...(typeof input === 'string' ? { title: input } : input) });
  }
}

const drawn = (content: string | MountPoint | undefined) =>
  typeof content === 'function' ? <MountWrapper mount={content} /> : content;

export function ToastList({ toasts }: { toasts: Toasts }) {
  const shown = useObservable(toasts.shown$);
  return (
    <EuiGlobalToastList
      data-test-subj="globalToastList"
      toasts={shown.map(({ title, text, ...toast }) => ({
        ...toast,
        title: drawn(title),
        text: <>{drawn(text)}</>,
      }))}
      dismissToast={({ id }) => toasts.remove(id)}
      toastLifeTimeMs={SHOWN_MS}
    />
  );
}
