/** Kinds of writing that a word can be banned from. `interface`: texts of the browser and of the tables that it shares. */
export type Scope = 'interface' | 'texts' | 'docs' | 'comments';

/** A former word of ours. */
export interface FormerWord {
  /** Names it in a list of findings. */
  readonly word: string;
  readonly pattern: RegExp;
  readonly instead: string;
  readonly scopes: readonly Scope[];
  /** A sentence that has it, for the test of this list. */
  readonly example: string;
}

const EVERYWHERE: readonly Scope[] = ['interface', 'texts', 'docs', 'comments'];
const TOLD: readonly Scope[] = ['interface', 'texts', 'docs'];
const TEXTS: readonly Scope[] = ['interface', 'texts'];

/**
 * Words that must not come back: those that the glossary replaced, and turns of phrase that its voice rules out. Names in code, in
 * the API and in stored documents keep theirs (`lifeline`, `proof`, `outcome`), so comments may use those.
 */
export const FORMER_WORDS: readonly FormerWord[] = [
  everywhere('way to it', /\bways? to (it|them)\b/i, 'readiness', 'The way to it is proven.'),
  everywhere('the way there', /\bway there\b/i, 'response path', 'That proves the way there.'),
  everywhere(
    'test the way',
    /\b(test\w*|prob\w*) (of )?the way\b|\bway is (proven|known)\b/i,
    'test readiness',
    'Test the way to all endpoints.'
  ),
  everywhere(
    'look again',
    /\blook(s|ed)? (at it |at them )?again\b/i,
    'check again',
    'Look again.'
  ),
  everywhere(
    'look after',
    /\blook(s|ed|ing)? after\b/i,
    'follow-up',
    'What has to be looked after.'
  ),
  everywhere(
    'let through',
    /\b(let|lets|letting)( \w+){0,4} through\b/i,
    'allow, allowed addresses',
    'The addresses that it lets through.'
  ),
  everywhere(
    'what stays open',
    /\b(what|which|that) stays? open\b/i,
    'allowed addresses',
    'What stays open now.'
  ),
  everywhere('under way', /\bunder ?way\b/i, 'in progress', 'A test is under way.'),
  everywhere(
    'at the machine',
    /\bat the machine( itself)?\b/i,
    'locally',
    'Recover it at the machine.'
  ),
  everywhere(
    'bring back an endpoint',
    /\bbring(s|ing)? (it|them|an? endpoint|the endpoint|endpoints) back\b/i,
    'recover locally, release',
    'Bring it back first.'
  ),
  everywhere(
    'registered anew',
    /\bregister(s|ed|ing)?( \w+)? (again|anew)\b/i,
    're-enrolled',
    'It was registered anew.'
  ),
  everywhere(
    'gives way',
    /\b(gives?|gave|giving) way\b/i,
    'takes priority',
    'A probe gives way to it.'
  ),
  everywhere(
    'done elsewhere',
    /\b(done|isolated|released|tested) elsewhere\b/i,
    'outside this plugin',
    'It was done elsewhere.'
  ),
  everywhere('heard of', /\bheard of\b/i, 'seen', 'It was not heard of.'),
  everywhere(
    'put aside',
    /\b(put|puts|putting) aside\b/i,
    'saved and removed',
    'Two rules were put aside.'
  ),
  everywhere('all the same', /\ball the same\b/i, 'still', 'It isolated itself all the same.'),
  everywhere(
    'also when',
    /\balso (when|where|if)\b/i,
    'even if',
    'It goes on, also when you close this.'
  ),
  everywhere(
    'goes on by itself',
    /\b(go|goes|going|went) on by itself\b/i,
    'continues automatically',
    'It goes on by itself.'
  ),
  everywhere(
    'what came of',
    /\bwhat (came|comes|became|becomes|has come) of\b/i,
    'result',
    'What came of the tests.'
  ),
  everywhere('of late', /\bof late\b/i, 'recently', 'It was not read of late.'),
  everywhere(
    'British spelling',
    /\b(cancelled|cancelling|behaviour|colour|recognis\w+|acknowledgement of|favour|organis\w+|serialis\w+|normalis\w+|initialis\w+)\b/i,
    'American spelling',
    'The action was cancelled.'
  ),
  told(
    'proven',
    /\b(un)?proven\b|\bproves? (nothing|that (it|an|the endpoint))\b/i,
    'confirmed',
    'Its isolation is proven.'
  ),
  told(
    'claimed',
    /\b(is|are|user) claimed\b|\bclaimed by\b|\(claimed\)/i,
    'unverified',
    'The user is claimed.'
  ),
  only(
    TEXTS,
    'no answer',
    /\bno answers?\b|\bunanswered\b/i,
    'no response',
    'No answer came in time.'
  ),
  only(
    TEXTS,
    'machine',
    /\b(machines?|computers?)\b/i,
    'endpoint',
    'Another machine has this name.'
  ),
  only(
    TEXTS,
    'cut off',
    /\bcuts? (it )?off\b(?! now| at the switch)/i,
    'isolated',
    'It is cut off.'
  ),
  told('lifeline', /\blifelines?\b/i, 'allowed addresses', 'The lifeline of an endpoint.'),
  only(TEXTS, 'left out', /\b(left|leaves?|leaving) out\b/i, 'removed', 'An address is left out.'),
  only(TEXTS, 'uncertain', /\b(uncertain|not certain)\b/i, 'unknown', 'What is uncertain now.'),
  told('tainted', /\btaint(ed|s)?\b/i, 'suspect', 'The backup is tainted.'),
  told('outcome', /(?<!isolation\.)\boutcomes?\b/i, 'result', 'The outcome of an action.'),
  told(
    'held back',
    /\b(held|holds?|holding) back\b/i,
    'protected, blocked',
    'The endpoint is held back.'
  ),
  only(
    TEXTS,
    'somebody',
    /\b(some|no|any)body\b|\bwhoever\b/i,
    'someone, no one, anyone',
    'Somebody closed it.'
  ),
  only(
    TEXTS,
    'so that',
    /\bso that (it|the|no|nothing|nobody|a|an|its)\b/i,
    'so',
    'It is open, so that nothing follows.'
  ),
  told('anew', /\banew\b/i, 'again', 'Read it anew.'),
  told('by itself', /\bby itself\b/i, 'automatically', 'It ends by itself.'),
  told('sign in, not log in', /\blog in (again|to the dashboard)\b/i, 'sign in', 'Log in again.'),
  only(TEXTS, 'evidence', /\bevidence\b/i, 'report', 'It is not accepted as evidence.'),
  only(TEXTS, 'answer', /\banswer(s|ed|ing)?\b/i, 'response, report', 'It did not answer.'),
  only(
    TEXTS,
    'may not',
    /\b(you|they|it|nobody|who) may (not )?(see|do|read|isolate|release|act)\b/i,
    'need permission',
    'You may not do this.'
  ),
  only(TEXTS, 'probe', /\bprob(e|es|ed|ing)\b/i, 'readiness test', 'It cannot be probed.'),
  only(
    ['interface'],
    'no contraction',
    /\b(cannot|(do|does|is|are|did|could|would|has) not)\b/i,
    'can’t, isn’t',
    'It is not known.'
  ),
  only(['interface'], 'device', /\bdevices?\b/i, 'endpoint', 'The device is isolated.'),
  only(
    TEXTS,
    'attention',
    /\bneed(s|ed)? attention\b/i,
    'needs follow-up',
    'Needs attention: no answer.'
  ),
  only(TEXTS, 'exclamation mark', /[a-z]!(\s|$)/i, 'a period', 'It is isolated!'),
];

function everywhere(word: string, pattern: RegExp, instead: string, example: string): FormerWord {
  return { word, pattern, instead, scopes: EVERYWHERE, example };
}

function told(word: string, pattern: RegExp, instead: string, example: string): FormerWord {
  return { word, pattern, instead, scopes: TOLD, example };
}

function only(
  scopes: readonly Scope[],
  word: string,
  pattern: RegExp,
  instead: string,
  example: string
): FormerWord {
  return { word, pattern, instead, scopes, example };
}
