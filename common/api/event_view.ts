import type { NotEvidenceReason } from '../program/program_event';
import type { ReportSuggestion } from '../program/report_suggestion';
import type { Outcome } from '../program/outcome';

/** One document with our origin, read as the person who sees it. */
export interface EventView {
  readonly index: string;
  readonly id: string;
  readonly at: number;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly manager_name: string;
  readonly verb: string;
  /** User name that the endpoint claims. */
  readonly user: string;
  readonly outcome: Outcome;
  /** The endpoint reported the release as successful, and that doesn't confirm that it is no longer isolated: its backup was suspect. */
  readonly unconfirmed?: true;
  readonly text: string;
  readonly not_evidence: readonly NotEvidenceReason[];
  /** Text for the configuration, if the report may be a success in an unknown language. `outcome` is how it's read now. */
  readonly suggestion?: ReportSuggestion;
}

export interface EventsView {
  readonly events: readonly EventView[];
  readonly next?: string;
  /** Names the indices whose events can't be listed here, with the reason and what to do. Absent: none. */
  readonly unread?: string;
}
