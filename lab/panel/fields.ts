import { badRequest } from '@hapi/boom';

/** The fields of a form that was sent. */
export class Fields {
  constructor(private readonly payload: unknown) {}

  optional(name: string): string | undefined {
    const value: unknown = Object(this.payload)[name];
    return typeof value === 'string' ? value.trim() : undefined;
  }

  /** @throws Boom 400 where the form has no such field; an empty one is one */
  text(name: string): string {
    const value = this.optional(name);
    if (value === undefined) throw badRequest(`The field "${name}" is missing.`);
    return value;
  }

  /** @throws Boom 400 where the field is none of `allowed` */
  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const text = this.text(name);
    const found = allowed.find((each) => each === text);
    if (found === undefined) {
      throw badRequest(`"${name}" must be one of: ${allowed.join(', ')}.`);
    }
    return found;
  }

  /** @throws Boom 400 where the field is no number within the limits */
  number(name: string, { from, to }: { readonly from: number; readonly to: number }): number {
    const number = Number(this.text(name) || NaN);
    if (!(number >= from && number <= to)) {
      throw badRequest(`"${name}" must be a number from ${from} to ${to}.`);
    }
    return number;
  }

  /** Texts between commas and spaces. */
  list(name: string): string[] {
    return this.text(name)
      .split(/[\s,]+/)
      .filter((each) => each !== '');
  }
}
