import { endpointPath } from '../../../common/api/paths';
import type { EndpointDetailView } from '../../../common/api/endpoint_view';
import type { ApiClient } from '../../integration/access/api_client';
import { HOST_ID } from '../../integration/access/access_lab';
import { timeOf } from './timing';

const CONFIRMED_WITHIN = 60_000;
/** A token can be gone before it is used, however fast: a person tries again. */
const MOST_REPEATS = 2;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

/** Time of one isolation, ms: from opening the form to the manager's response, and to the endpoint's report. */
export interface IsolationTime {
  readonly sent: number;
  readonly confirmed: number;
}

/** @returns why it wasn't sent */
async function tried(person: ApiClient, agent: string): Promise<string | undefined> {
  const preview = await person.preview('isolate', [agent]);
  if (preview.status !== 200) return `no form: ${preview.text}`;
  const needs = preview.body.endpoints.flatMap(({ lifeline }) => lifeline?.needs ?? []);
  const started = await person.startAs(preview.body, { acknowledgements: needs });
  const [one] = started.body.started ?? [];
  const isSent =
    started.status === 200 && one && 'action' in one && one.action.status !== 'rejected';
  return isSent ? undefined : `not sent: ${started.text}`;
}

/** Opens the form, isolates with what it proposes, and waits for the report, as a page does that refreshes itself. */
export async function timeIsolation(person: ApiClient, agent: string): Promise<IsolationTime> {
  let sent = NaN;
  const confirmed = await timeOf(async () => {
    sent = await timeOf(async () => {
      for (let repeats = 0; ; repeats++) {
        const failure = await tried(person, agent);
        if (failure === undefined) return;
        if (repeats === MOST_REPEATS) throw new Error(failure);
      }
    });
    const giveUpAt = Date.now() + CONFIRMED_WITHIN;
    for (;;) {
      const path = `${endpointPath(HOST_ID, agent)}?timer=true`;
      const { body, text } = await person.get<EndpointDetailView>(path);
      if (body.state?.status === 'isolated') return;
      if (Date.now() > giveUpAt) throw new Error(`not confirmed: ${text.slice(0, 500)}`);
      await pause(50);
    }
  });
  return { sent, confirmed };
}

/** Isolates one endpoint after the other, by people in turn, at a pace that no person's part of the manager's requests stops. */
export async function timeIsolations(
  people: readonly ApiClient[],
  agents: readonly string[],
  everyMs: number
): Promise<IsolationTime[]> {
  const times: IsolationTime[] = [];
  for (const [index, agent] of agents.entries()) {
    const person = people[index % people.length];
    if (!person) break;
    const startedAt = Date.now();
    times.push(await timeIsolation(person, agent));
    await pause(startedAt + everyMs - Date.now());
  }
  return times;
}
