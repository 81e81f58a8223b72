import { request } from 'node:https';
import { USER_COOKIE } from '../../../lab/host';
import { HOST_ID } from '../access/access_lab';
import type { SecuredLab } from '../access/secured_lab';

/** Somebody without any right on endpoints, who ends the manager's tokens as Wazuh's own *Log out* does, over and over. */
export class Revoker {
  done = 0;
  private running = true;
  private readonly work: Promise<void>;

  constructor(private readonly lab: SecuredLab, everyMs: number) {
    this.work = this.go(everyMs);
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.work;
  }

  private async go(everyMs: number): Promise<void> {
    while (this.running) {
      const begun = Date.now();
      const status = await deleted(this.lab.simulation.manager.url, await this.token());
      if (status === 200) this.done += 1;
      await new Promise((resolve) => setTimeout(resolve, everyMs - (Date.now() - begun)));
    }
  }

  /** The token that Wazuh's own app gives to this person. */
  private async token(): Promise<string> {
    const response = await fetch(`${this.lab.host.url}/api/login`, {
      method: 'POST',
      headers: {
        'osd-xsrf': 'test',
        'content-type': 'application/json',
        cookie: `${USER_COOKIE}=nobody`,
      },
      body: JSON.stringify({ idHost: HOST_ID, force: true }),
    });
    return /wz-token=([^;,]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '';
  }
}

function deleted(url: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
      rejectUnauthorized: false,
    };
    request(`${url}/security/user/authenticate`, options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
