import type { Duration, DurationInputArg2 } from 'moment';
import { duration } from 'moment';

const BYTES: Record<string, number> = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

/** A size in bytes, as `schema.byteSize()` of OSD hands it over. */
export class ByteSizeValue {
  constructor(private readonly bytes: number) {
    if (!Number.isSafeInteger(bytes) || bytes < 0) {
      throw new Error('Value in bytes is expected to be a safe positive integer.');
    }
  }

  isGreaterThan(other: ByteSizeValue): boolean {
    return this.bytes > other.bytes;
  }

  isLessThan(other: ByteSizeValue): boolean {
    return this.bytes < other.bytes;
  }

  isEqualTo(other: ByteSizeValue): boolean {
    return this.bytes === other.bytes;
  }

  getValueInBytes(): number {
    return this.bytes;
  }

  toString(): string {
    const units = Object.entries(BYTES);
    const [unit, size] = units.reverse().find(([, each]) => this.bytes >= each) ?? ['b', 1];
    return `${Number((this.bytes / size).toFixed(2))}${unit}`;
  }
}

/** @throws when text is no size; what is neither text nor a number comes back as it is. */
export function toByteSize(value: unknown): unknown {
  if (typeof value === 'number') return new ByteSizeValue(value);
  if (typeof value !== 'string') return value;
  const [, count, unit] = /([1-9][0-9]*)(b|kb|mb|gb)/.exec(value) ?? [];
  if (count && unit) return new ByteSizeValue(Number(count) * (BYTES[unit] ?? 1));
  if (Number.isNaN(Number(value))) {
    throw new Error(
      'Failed to parse value as byte value. Value must be either number of bytes, or follow the format ' +
        "<count>[b|kb|mb|gb] (e.g., '1024kb', '200mb', '1gb'), where the number is a safe positive integer."
    );
  }
  return new ByteSizeValue(Number(value));
}

/** @throws when text is no duration; what is neither text nor a number comes back as it is. */
export function toDuration(value: unknown): Duration | unknown {
  if (typeof value === 'string') {
    const [, count, unit] = /^(0|[1-9][0-9]*)(ms|s|m|h|d|w|M|Y)$/.exec(value) ?? [];
    if (count && unit) return duration(Number(count), unit as DurationInputArg2);
    if (Number.isNaN(Number(value))) {
      throw new Error(
        'Failed to parse value as time value. Value must be a duration in milliseconds, or follow the format ' +
          "<count>[ms|s|m|h|d|w|M|Y] (e.g. '70ms', '5s', '3d', '1Y'), where the duration is a safe positive integer."
      );
    }
    return toDuration(Number(value));
  }
  if (typeof value !== 'number') return value;
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new Error('Value in milliseconds is expected to be a safe positive integer.');
  }
  return duration(value);
}
