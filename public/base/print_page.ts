/**
 * Opens the browser's print dialog for what is drawn now.
 * @param onDone told once, when the dialog is over, however it ended
 * @returns stops waiting for that
 */
export function printPage(onDone: () => void): () => void {
  window.addEventListener('afterprint', onDone, { once: true });
  // Behind the frame that draws it: a browser prints what it has laid out.
  const timer = window.setTimeout(() => window.print(), 0);
  return () => {
    window.clearTimeout(timer);
    window.removeEventListener('afterprint', onDone);
  };
}
