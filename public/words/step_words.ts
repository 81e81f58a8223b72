/** Look of a step: in progress, confirmed, unknown or failed. */
export type StepTone = 'going' | 'proven' | 'uncertain' | 'wrong' | 'over';

export interface StepWords {
  readonly word: string;
  readonly tone: StepTone;
  readonly sentence: string;
  /** Next step, only for what failed. */
  readonly next?: string;
}
