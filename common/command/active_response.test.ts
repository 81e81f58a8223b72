import { isIPv4 } from 'node:net';
import fc from 'fast-check';
import type { CommandParts } from './active_response';
import {
  activeResponseBodyOf,
  agentListOf,
  MAX_ADDRESSES,
  MAX_MESSAGE_BYTES,
  parseVerb,
  VERBS,
} from './active_response';
import type { Address } from '../address/address';
import { readAddress } from '../address/address';
import { asciiUser } from '../base/ascii';
import type { AgentId } from '../manager/endpoint';
import { parseAgentId } from '../manager/endpoint';
import { refFromBytes, userWithRef } from './ref';

function agents(...ids: string[]): AgentId[] {
  return ids.map((text) => {
    const id = parseAgentId(text);
    if (!id) throw new Error(`${text} is no agent id`);
    return id;
  });
}

function addresses(count: number): Address[] {
  return Array.from({ length: count }, (_, i) => {
    const reading = readAddress(`10.0.${i >> 8}.${i & 255}`);
    if (!reading.ok) throw new Error(reading.why);
    return reading.address;
  });
}

function parts(overrides: Partial<CommandParts> = {}): CommandParts {
  return {
    verb: 'isolate',
    program: 'isolation.exe',
    user: 'alice#k7m2q9xd',
    lifeline: addresses(1),
    ...overrides,
  };
}

describe('the list of agents of a command', () => {
  it('is never empty, since a list that is left out means every agent', () => {
    expect(agentListOf([], 300)).toEqual({ ok: false, why: 'empty' });
  });

  it('names an agent once', () => {
    expect(agentListOf(agents('002', '001', '002'), 300)).toEqual({
      ok: true,
      agents: ['002', '001'],
    });
  });

  it('stays under a quarter of the fleet: from half of the keys on 4.14 reaches others, and a list may lack keys', () => {
    expect(agentListOf(agents('001', '002'), 12)).toMatchObject({ ok: true });
    expect(agentListOf(agents('001', '002', '003'), 12)).toEqual({
      ok: false,
      why: 'too_many_of_fleet',
    });
    expect(agentListOf(agents('001', '002', '003'), 13)).toMatchObject({ ok: true });
  });

  it('is a single agent in the smallest fleet, and where the fleet is not known', () => {
    expect(agentListOf(agents('001'), 1)).toMatchObject({ ok: true });
    expect(agentListOf(agents('001'), undefined)).toMatchObject({ ok: true });
    expect(agentListOf(agents('001', '002'), undefined)).toEqual({
      ok: false,
      why: 'too_many_of_fleet',
    });
  });

  it('is at most 500 agents, past which 4.14 reaches none and says nothing', () => {
    const many = Array.from({ length: 501 }, (_, i) => String(i + 1).padStart(3, '0'));
    expect(agentListOf(agents(...many.slice(1)), 100000)).toMatchObject({ ok: true });
    expect(agentListOf(agents(...many), 100000)).toEqual({ ok: false, why: 'too_long' });
  });
});

describe('the body of a command', () => {
  it('of an isolation is what the program reads and nothing else', () => {
    expect(activeResponseBodyOf(parts())).toEqual({
      ok: true,
      body: {
        command: '!isolation.exe',
        arguments: ['10.0.0.0'],
        alert: { data: { action: 'isolate', user: 'alice#k7m2q9xd', debug: false } },
      },
    });
  });

  it.each(['release', 'probe'] as const)('of a %s has no arguments, even where given', (verb) => {
    const reading = activeResponseBodyOf(parts({ verb }));
    expect(reading).toEqual({
      ok: true,
      body: {
        command: '!isolation.exe',
        alert: { data: { action: verb, user: 'alice#k7m2q9xd', debug: false } },
      },
    });
  });

  it('is not made without a lifeline, which would cut off the manager too', () => {
    expect(activeResponseBodyOf(parts({ lifeline: [] }))).toEqual({
      ok: false,
      why: 'empty_lifeline',
    });
  });

  it(`has at most ${MAX_ADDRESSES} addresses`, () => {
    expect(activeResponseBodyOf(parts({ lifeline: addresses(MAX_ADDRESSES) }))).toMatchObject({
      ok: true,
    });
    expect(activeResponseBodyOf(parts({ lifeline: addresses(MAX_ADDRESSES + 1) }))).toEqual({
      ok: false,
      why: 'too_many_addresses',
    });
  });

  it.each([
    ['a user with an accent', { user: 'José#k7m2q9xd' }],
    ['a user with a line break', { user: 'alice\n#k7m2q9xd' }],
    ['no user, which the program refuses', { user: '' }],
    ['a program with a quote that code page 1252 lacks', { program: 'isolation”.exe' }],
  ])('is not made with %s', (_, overrides) => {
    expect(activeResponseBodyOf(parts(overrides))).toEqual({ ok: false, why: 'not_ascii' });
  });

  it('is not made where remoted would drop it without a word', () => {
    expect(activeResponseBodyOf(parts({ user: 'a'.repeat(MAX_MESSAGE_BYTES) }))).toEqual({
      ok: false,
      why: 'too_large',
    });
  });

  it('is printable ASCII to the last byte, for any user at all', () => {
    const anyParts = fc.record({
      verb: fc.constantFrom(...VERBS),
      user: fc.fullUnicodeString(),
      bytes: fc.uint8Array({ minLength: 8, maxLength: 8 }),
      lifeline: fc.array(fc.ipV4().filter(isIPv4), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(anyParts, ({ verb, user, bytes, lifeline }) => {
        const reading = activeResponseBodyOf({
          verb,
          program: 'isolation.exe',
          user: userWithRef(asciiUser(user), refFromBytes(bytes)),
          lifeline: lifeline.flatMap((text) => {
            const read = readAddress(text);
            return read.ok ? [read.address] : [];
          }),
        });
        if (reading.ok) expect(JSON.stringify(reading.body)).toMatch(/^[\x20-\x7e]+$/);
      })
    );
  });
});

it.each(['Isolate', 'unisolate', '', undefined, 3])('%j is no verb', (text) => {
  expect(parseVerb(text)).toBeUndefined();
});
