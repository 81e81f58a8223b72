// Runs in the pages of the panel: sends their forms, keeps their live parts up to date, and asks the plugin what it shows.

/** Part of the plugin's response that is shown here. */
interface ShownEndpoint {
  agent_id: string;
  state: {
    status: string;
    reasons: string[];
    cautions: string[];
    waiting?: { verb: string };
  };
}

const refreshMs = 2000;
const rowsAtOnce = 100;
/** Lists are read as far as this: more are not on a page of the panel anyway. */
const mostPages = 10;

const basePath = document.documentElement.dataset.basePath ?? '';
/** States last shown, by host and agent. */
const shown = new Map<string, string>();
const shownStatus = new Map<string, string>();
/** Hosts whose lists were read: the plugin says states only of what it has shown before. */
const listed = new Set<string>();

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
  event.preventDefault();
  void send(form);
});

async function send(form: HTMLFormElement): Promise<void> {
  const fields = new URLSearchParams();
  new FormData(form).forEach((value, name) => fields.append(name, String(value)));
  say('…');
  try {
    // Not `form.action`: a field of that name would stand in its place.
    const response = await fetch(form.getAttribute('action') ?? '', {
      method: 'POST',
      headers: { 'osd-xsrf': 'panel' },
      body: fields,
    });
    const answer = await response.json();
    say(String(response.ok ? answer.said : answer.message));
  } catch (error) {
    say(`The lab isn't responding: ${String(error)}`);
  }
  await refreshPage();
}

function say(text: string): void {
  const place = document.getElementById('said');
  if (place) place.textContent = text;
}

/** Reads the page again and takes over its live parts; what somebody types or where the focus is stays. */
async function refreshPage(): Promise<void> {
  const response = await fetch(location.href);
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  fillIn(fresh);
  document.querySelectorAll('[data-live]').forEach((part) => {
    const next = fresh.getElementById(part.id);
    if (!next || next.innerHTML === part.innerHTML) return;
    const focused = part.contains(document.activeElement) ? document.activeElement?.id : undefined;
    part.replaceChildren(...Array.from(next.childNodes));
    if (focused) document.getElementById(focused)?.focus();
  });
}

function cells(root: Document): HTMLElement[] {
  return Array.from(root.querySelectorAll<HTMLElement>('[data-agent][data-really]'));
}

function keyOf({ dataset }: HTMLElement): string {
  return `${dataset.host}/${dataset.agent}`;
}

function fillIn(root: Document): void {
  cells(root).forEach((cell) => {
    const text = `${shown.get(keyOf(cell)) ?? '…'}${verdict(cell)}`;
    if (cell.textContent !== text) cell.textContent = text;
    cell.classList.toggle('differs', text.includes('✗'));
  });
}

function verdict(cell: HTMLElement): string {
  const status = shownStatus.get(keyOf(cell));
  if (status === undefined || status === 'unknown') return '';
  const says = status === 'isolated' ? 'isolated' : 'not isolated';
  return says === cell.dataset.really ? ' ✓' : ' ✗ differs';
}

function remember(host: string, { agent_id, state }: ShownEndpoint): void {
  const notes = [...state.reasons, ...state.cautions].join(', ').replace(/_/g, ' ');
  const waiting = state.waiting ? ` (${state.waiting.verb} is waiting)` : '';
  const status = state.status.replace(/_/g, ' ');
  shown.set(`${host}/${agent_id}`, `${status}${waiting}${notes ? `: ${notes}` : ''}`);
  shownStatus.set(`${host}/${agent_id}`, state.status);
}

async function ask(path: string, query: Record<string, string>) {
  const search = new URLSearchParams(query);
  const response = await fetch(`${basePath}/api/endpoint_isolation/${path}?${search}`);
  const answer = await response.json();
  if (!response.ok) throw new Error(`${response.status}: ${answer.message}`);
  return answer;
}

async function readList(host: string): Promise<void> {
  let cursor: string | undefined;
  for (let read = 0; read < mostPages; read += 1) {
    const page = await ask('endpoints', {
      host,
      size: String(rowsAtOnce),
      ...(cursor ? { cursor } : {}),
    });
    page.endpoints.forEach((endpoint: ShownEndpoint) => remember(host, endpoint));
    cursor = page.next;
    if (!cursor) break;
  }
  listed.add(host);
}

async function readShown(): Promise<void> {
  const byHost = new Map<string, string[]>();
  cells(document).forEach(({ dataset }) => {
    const { host = '', agent = '' } = dataset;
    byHost.set(host, [...(byHost.get(host) ?? []), agent]);
  });
  for (const [host, agents] of byHost) {
    try {
      if (!listed.has(host)) await readList(host);
      const ids = Array.from(new Set(agents)).slice(0, rowsAtOnce).join(',');
      const { states } = await ask('states', { host, agents: ids });
      states.forEach((state: ShownEndpoint) => remember(host, state));
    } catch (error) {
      agents.forEach((agent) => {
        shown.set(`${host}/${agent}`, String(error));
        shownStatus.delete(`${host}/${agent}`);
      });
    }
  }
  fillIn(document);
}

async function keepUpToDate(): Promise<void> {
  try {
    if (document.visibilityState === 'visible') {
      await refreshPage();
      await readShown();
    }
  } catch (error) {
    say(`The lab isn't responding: ${String(error)}`);
  }
  setTimeout(() => void keepUpToDate(), refreshMs);
}

void readShown();
setTimeout(() => void keepUpToDate(), refreshMs);

export {};
