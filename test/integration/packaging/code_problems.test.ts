import { browserTarget, node18Target, problemsOf } from './code_problems';

const server = node18Target(['require', 'module']);

describe('problemsOf', () => {
  it('finds none in code that the target reads', () => {
    expect(problemsOf('const a = window.x ?? [1].flat(); console.log(a);', browserTarget)).toEqual(
      []
    );
    expect(problemsOf('module.exports = { a: [1].at(-1) }; class A { #b = 1; }', server)).toEqual(
      []
    );
  });

  it.each([
    ['class A { #b = 1; }', 'Unexpected'],
    ['let a; a ??= 1;', 'Unexpected'],
    ["'a'.replaceAll('a', 'b')", 'newer than the target'],
    ['[1].toSorted()', 'newer than the target'],
    ['[1].at(-1)', 'newer than the target'],
    ['structuredClone({})', "'structuredClone' is not defined"],
    ["eval('1')", 'eval can be harmful'],
    ["new Function('return 1')()", 'The Function constructor is eval'],
    ["Function('return this')()", 'The Function constructor is eval'],
    ["setTimeout('1', 1)", 'Implied eval'],
  ])('finds in the browser %s', (code, problem) => {
    expect(problemsOf(code, browserTarget).join()).toContain(problem);
  });

  it.each([
    ['[1].toSorted()', 'newer than the target'],
    ['Array.fromAsync([])', 'newer than the target'],
    ['crypto.randomUUID()', "'crypto' is not defined"],
    ['using a = b;', 'Unexpected'],
    ["import('./chunk')", 'not resolved by the bundler'],
  ])('finds in the server %s', (code, problem) => {
    expect(problemsOf(code, server).join()).toContain(problem);
  });

  it('lets pass what is used only where it is', () => {
    expect(problemsOf("if (typeof structuredClone === 'function') 1;", browserTarget)).toEqual([]);
    expect(problemsOf('const proof = { at: 1 }; proof.at;', browserTarget)).toEqual([]);
  });
});
