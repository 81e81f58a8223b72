import type { DeniedDocument } from '../../common/ledger/denied_document';
import { countOf } from '../../common/ledger/not_listed_document';
import type { Outcome } from '../../common/program/outcome';
import type { CsvColumn, CsvFile } from './csv_file';
import { csvFile, csvList, csvName, csvTime, upToMostRows } from './csv_file';
import type { HistoryRequest, ToldDocument } from './list_history';
import { readHistory } from './list_history';
import type { Person } from '../access/person';
import type { Services } from '../services/services';

/** Documents are read in pages of this size. */
const PAGE = 1000;

/** Exports the history for an auditor or the next shift: the part this person can see, with the allowed addresses and who closed which follow-up. */
export async function exportHistory(
  request: Omit<HistoryRequest, 'size' | 'cursor'>,
  person: Person,
  services: Services
): Promise<CsvFile> {
  const { items, extent } = await upToMostRows(async (cursor) => {
    const { documents, next } = await readHistory(
      { ...request, size: PAGE, cursor, opened: 'to_act' },
      person,
      services
    );
    return { items: documents, ...(next === undefined ? {} : { next }) };
  });
  const name = csvName('history', request.hostId, services.now());
  return csvFile({ name, columns: COLUMNS, items, extent });
}

function outcomeOf(document: ToldDocument): Outcome | undefined {
  switch (document.kind) {
    case 'elsewhere':
      return document.evidence[0]?.outcome;
    case 'action':
    case 'probe':
      return document.outcome;
    default:
      return undefined;
  }
}

const COLUMNS: ReadonlyArray<CsvColumn<ToldDocument>> = [
  { key: 'time', of: ({ created_at: at }) => csvTime(at) },
  { key: 'manager', of: ({ manager }) => manager },
  { key: 'agent_id', of: ({ agent }) => agent?.id },
  { key: 'agent_name', of: ({ agent }) => agent?.name },
  { key: 'kind', of: ({ kind }) => kind },
  {
    key: 'action',
    of: (document) => (document.kind === 'not_listed' ? undefined : document.verb),
  },
  { key: 'status', of: ({ status }) => status },
  { key: 'result', of: (document) => outcomeOf(document)?.result },
  { key: 'result_reason', of: (document) => outcomeOf(document)?.reason },
  { key: 'release_confirmed', of: ({ unconfirmed }) => (unconfirmed ? 'no' : undefined) },
  {
    key: 'user',
    of: (document) =>
      document.kind === 'elsewhere' || document.kind === 'not_listed' ? undefined : document.user,
  },
  {
    key: 'unverified_user',
    of: (document) => (document.kind === 'elsewhere' ? document.user : undefined),
  },
  {
    key: 'reason',
    of: (document) =>
      document.kind === 'action' || document.kind === 'statement' ? document.reason : undefined,
  },
  { key: 'case', of: action(({ case: caseId }) => caseId) },
  {
    key: 'allowed_addresses',
    of: action(({ lifeline, reisolation }) =>
      csvList((reisolation?.lifeline ?? lifeline).map(({ address }) => address))
    ),
  },
  { key: 'profiles', of: action(({ profiles }) => csvList(profiles)) },
  { key: 'removed_manager_addresses', of: action(({ left_out: leftOut }) => csvList(leftOut)) },
  { key: 'acknowledged_risks', of: action(({ acknowledgements }) => csvList(acknowledgements)) },
  { key: 'number', of: action(({ n }) => n) },
  { key: 'follows_number', of: action(({ reisolates }) => reisolates) },
  { key: 'reported_at', of: action(({ evidence }) => csvTime(evidence[0]?.at)) },
  { key: 'no_contact_since', of: action(({ contact_lost_at: at }) => csvTime(at)) },
  { key: 'follow_up_closed_at', of: action(({ attention_closed: closed }) => csvTime(closed?.at)) },
  { key: 'follow_up_closed_by', of: action(({ attention_closed: closed }) => closed?.by) },
  { key: 'follow_up_closed_reason', of: action(({ attention_closed: closed }) => closed?.reason) },
  {
    key: 'blocked_because',
    of: (document) =>
      document.kind === 'denied'
        ? csvList([document.code, ...blockedBecause(document)])
        : undefined,
  },
  {
    key: 'blocked_count',
    of: (document) => (document.kind === 'denied' ? document.count : undefined),
  },
  {
    key: 'not_listed_count',
    of: (document) => (document.kind === 'not_listed' ? countOf(document).count : undefined),
  },
];

/** Makes a column that only this plugin's own actions fill. */
function action(
  of: (document: Extract<ToldDocument, { kind: 'action' }>) => string | number | undefined
): CsvColumn<ToldDocument>['of'] {
  return (document) => (document.kind === 'action' ? of(document) : undefined);
}

/** Each reason with what was in the way, such as the agent's version. */
function blockedBecause({ codes, reasons }: DeniedDocument): readonly string[] {
  if (!reasons) return codes;
  return reasons.map(({ code, detail }) => (detail === undefined ? code : `${code}: ${detail}`));
}
