/** Mark by which Excel knows UTF-8; a browser takes it away when it reads an answer as text. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Hands a text to the browser as a file to be kept. */
export function saveFile(name: string, text: string): void {
  const whole = text.startsWith(BYTE_ORDER_MARK) ? text : BYTE_ORDER_MARK + text;
  const url = URL.createObjectURL(new Blob([whole], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.appendChild(link);
  link.click();
  link.remove();
  // The browser has to have begun with it.
  window.setTimeout(() => URL.revokeObjectURL(url), 10000);
}
