import type { ActionDocument } from '../../common/action/action';

/** Hosts to which this process is sending isolations or releases: they take priority over what can wait. */
export class ActiveSendings {
  private readonly byHost = new Map<string, Set<string>>();

  /** Told of each step of an action. */
  onStep({ host_id, endpoint, n, status }: ActionDocument): void {
    const id = `${endpoint}:${n}`;
    const sending = this.byHost.get(host_id) ?? new Set<string>();
    if (status === 'sending') sending.add(id);
    else sending.delete(id);
    if (sending.size > 0) this.byHost.set(host_id, sending);
    else this.byHost.delete(host_id);
  }

  isBusy(hostId: string): boolean {
    return this.byHost.has(hostId);
  }
}
