import type { PaceClass } from '../pace/pace_shares';
import type { Purpose } from './token_store';

/** The use of the calls that are made for one request. */
export interface CallUse {
  readonly purpose: Purpose;
  readonly pace: PaceClass;
}

export const FOR_READING: CallUse = { purpose: 'reading', pace: 'reads' };
export const IN_BACKGROUND: CallUse = { purpose: 'reading', pace: 'background' };
