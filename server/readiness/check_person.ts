import type { Right } from '../../common/manager/rights';
import { RIGHTS } from '../../common/manager/rights';
import type { ReadinessFinding } from '../../common/readiness/readiness_findings';
import type { ManagerHost } from '../manager/manager';
import type { Settings } from '../configuration/settings';
import type { Person } from '../access/person';
import { rightSentence } from '../errors/refusal_sentences';
import { finding, listed } from './finding';

/** Checks who asks, and their permissions. Shown to everyone, because a person without any has to learn why. */
export async function checkPerson(
  host: ManagerHost,
  person: Person,
  { access }: Pick<Settings, 'access'>
): Promise<ReadinessFinding[]> {
  return [
    security(person, access.allowWithoutSecurity),
    await rights(host, person),
    finding('run_as', RUN_AS[host.runAs]),
  ];
}

/** A readiness test is called so everywhere; its code `probe` is not a word that a person meets. */
function nameOf(right: Right): string {
  return right === 'probe' ? 'test readiness' : right;
}

const RUN_AS = { on: 'run_as_on', off: 'run_as_off', not_known: 'run_as_not_known' } as const;

function security(
  { name, security: is, roles }: Person,
  isAllowedWithout: boolean
): ReadinessFinding {
  if (is === 'present')
    return finding('security', 'signed_in', { user: name, roles: listed(roles) });
  return finding('security', isAllowedWithout ? 'nobody_signs_in' : 'nobody_may');
}

async function rights({ id }: ManagerHost, person: Person): Promise<ReadinessFinding> {
  const given: Right[] = [];
  const missing: Right[] = [];
  const why = new Set<string>();
  for (const right of RIGHTS) {
    const decision = await person.decide(id, right, undefined, 'showing');
    (decision.given ? given : missing).push(right);
    if (!decision.given) for (const refusal of decision.refusals) why.add(rightSentence(refusal));
  }
  const facts = {
    given: given.map(nameOf).join(', '),
    missing: missing.map(nameOf).join(', '),
    why: Array.from(why).join(' '),
  };
  if (missing.length === 0) return finding('rights', 'rights_all', facts);
  return finding('rights', given.length === 0 ? 'rights_none' : 'rights_some', facts);
}
