import { MANAGER_ANSWER_WORDS, MANAGER_CODES } from '../manager/manager_answer_words';
import type { RightRefusal } from '../manager/rights';
import type { Sentence } from './sentence';

/** Reasons why a person lacks a permission, in the words of Wazuh's own pages if they have some. */
export const RIGHT_TEXTS = {
  no_security_plugin:
    "This dashboard has no security plugin, so users can't be told apart. An administrator can install it or set wazuh_isolation.allow_without_security.",
  run_as_not_known:
    "Couldn't determine whether you act under your own name on this manager (run_as). Open any Wazuh page once, then refresh.",
  policies_unreadable: "Your permissions on this manager couldn't be read, so none are assumed.",
  role_missing: 'You need the role {names}.',
  roles_missing: 'You need one of these roles: {names}.',
  manager_denies: 'You need the Wazuh permission {names}.',
} as const;

/** Reasons why policies are unread, beside those of the manager's own answers. */
export const UNREAD_TEXTS = {
  too_old:
    'A page that refreshes itself reads none, and the last ones are more than 5 minutes old. Refresh the page.',
  not_known: 'Refresh. If it keeps failing, check that the manager is running.',
} as const;

/** Says why a person lacks a permission. */
export function rightSentences({ code, needs }: RightRefusal): Sentence[] {
  const names = needs.join(', ');
  const key = code === 'role_missing' && needs.length !== 1 ? 'roles_missing' : code;
  const why = { id: `right.${key}`, text: RIGHT_TEXTS[key], values: { names } };
  return code === 'policies_unreadable' ? [why, ...unreadSentences({ code, needs })] : [why];
}

/** Says why permissions couldn't be read, without saying again that they couldn't. */
export function unreadSentences(refusal: RightRefusal): Sentence[] {
  if (refusal.code !== 'policies_unreadable') return rightSentences(refusal);
  const [why] = refusal.needs;
  const manager = MANAGER_CODES.find((one) => one === why);
  if (manager === undefined) {
    const key = why === 'too_old' ? why : 'not_known';
    return [{ id: `unread.${key}`, text: UNREAD_TEXTS[key] }];
  }
  const { happened, next } = MANAGER_ANSWER_WORDS[manager];
  return [
    { id: `manager.${manager}.happened`, text: happened },
    { id: `manager.${manager}.next`, text: next },
  ];
}
