import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RECORDINGS_FOLDER } from './recorded_pages';

/** Result of one navigation from an agent's page. */
export interface RecordedStep {
  /** Begins with its number or letter: `A1`, `2b`. */
  readonly step: string;
  /** Path and hash after it, without what follows `&_`. */
  readonly url: string;
  /** Id of the pinned agent; the text itself where it is no agent. */
  readonly pinned: string | null;
}

/** The agent the page showed. Each letter began with a new tab of the browser and a loaded page. */
export interface ShownAgentStep extends RecordedStep {
  /** Id in the agent's button; null where there is none. */
  readonly shown: string | null;
  /** Number of header bars of an agent's own page. */
  readonly headers: number;
  /** Events in order. */
  readonly events: readonly string[];
}

/** Fate of the header's nodes. */
export interface NodesStep extends RecordedStep {
  /** Fate of the right-hand group, and of a foreign node that was its last child. */
  readonly group: 'same' | 'detached';
  /** Number of each at that time. */
  readonly now: Readonly<
    Record<'welcome' | 'header_agent' | 'agent_tabs' | 'explore' | 'it_buttons', number>
  >;
}

export interface RecordedNavigation {
  readonly shown_agent: readonly ShownAgentStep[];
  readonly nodes: readonly NodesStep[];
}

interface RawStep {
  readonly step: string;
  readonly url: string;
  readonly pinned?: string;
  readonly shown_button?: string;
  readonly header: number;
  readonly events: ReadonlyArray<readonly [number, string, string]>;
  readonly nodes: Record<string, string> & { now: Record<string, number> };
}

const urlOf = ({ url }: RawStep) => url.replace(/[&?]_.*$/, '');

/** `001`, `{}`, `undefined`, or null. Of the agent itself only the beginning was recorded. */
function pinnedOf({ pinned }: RawStep): string | null {
  if (pinned === undefined) return null;
  if (pinned.startsWith('NOT JSON: ')) return pinned.slice('NOT JSON: '.length);
  return pinned.startsWith('{"') ? 'an agent' : pinned;
}

const shownStep = (step: RawStep): ShownAgentStep => ({
  step: step.step,
  url: urlOf(step),
  pinned: pinnedOf(step),
  shown: /\((\d+)\)$/.exec(step.shown_button ?? '')?.[1] ?? null,
  headers: step.header,
  events: step.events.map(([, kind]) => kind),
});

const COUNTED = ['welcome', 'header_agent', 'agent_tabs', 'explore', 'it_buttons'] as const;

function nodesStep(step: RawStep): NodesStep {
  const now = Object.fromEntries(COUNTED.map((name) => [name, step.nodes.now[name] ?? 0]));
  return {
    step: step.step,
    url: urlOf(step),
    pinned: pinnedOf(step),
    group: step.nodes.mine === 'detached' ? 'detached' : 'same',
    now: now as NodesStep['now'],
  };
}

export function readNavigation(version: string): RecordedNavigation {
  return JSON.parse(readFileSync(join(RECORDINGS_FOLDER, version, 'navigation.json'), 'utf8'));
}

const json = (folder: string, file: string): { steps: RawStep[] } =>
  JSON.parse(readFileSync(join(folder, file), 'utf8'));

/** @returns path and content of a file for each version. @throws where there is none */
export function navigationFiles(folder: string): Map<string, string> {
  const versions = readdirSync(folder, { withFileTypes: true }).filter((each) =>
    each.isDirectory()
  );
  const files = versions.map(({ name }): [string, string] => {
    const { steps: shown } = json(join(folder, name), 'navigation-shown-agent.json');
    const { steps: nodes } = json(join(folder, name), 'navigation-events.json');
    const marked = nodes.filter((step) => step.nodes.mine !== 'not marked');
    const navigation: RecordedNavigation = {
      shown_agent: shown.map(shownStep),
      nodes: marked.map(nodesStep),
    };
    return [`${name}/navigation.json`, `${JSON.stringify(navigation, null, 1)}\n`];
  });
  if (files.length === 0) throw new Error(`There is no recorded navigation in ${folder}.`);
  return new Map(files);
}
