/** Sends the forms of the control panel, as its script does. */
export class PanelClient {
  constructor(private readonly panelUrl: string) {}

  /** @returns what the panel says was done. @throws Error with what it says against it */
  async send(control: string, fields: Readonly<Record<string, string>> = {}): Promise<string> {
    const response = await fetch(`${this.panelUrl}/${control}`, {
      method: 'POST',
      headers: { 'osd-xsrf': 'panel' },
      body: new URLSearchParams(fields),
    });
    const { said, message } = await response.json();
    if (!response.ok) throw new Error(`${response.status} ${message}`);
    return said;
  }

  async page(path = ''): Promise<string> {
    return (await fetch(this.panelUrl + path)).text();
  }
}
