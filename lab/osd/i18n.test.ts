import { i18n } from './i18n';

describe('i18n.translate', () => {
  it('fills the values into the default message, plurals too', () => {
    const defaultMessage = '{count, plural, one {# endpoint} other {# endpoints}} of {name}';
    const text = i18n.translate('lab.test', { defaultMessage, values: { count: 2, name: 'A' } });
    expect(text).toBe('2 endpoints of A');
  });

  it('throws on an empty id', () => {
    expect(() => i18n.translate('', { defaultMessage: 'x' })).toThrow('non-empty string');
  });

  it('throws with the id where a value of the message is not given', () => {
    expect(() => i18n.translate('lab.test', { defaultMessage: '{name}' })).toThrow('"lab.test"');
  });
});
