/** Words for anything that failed. The endpoint's state is said between the two, by `state_words`. */
export interface FailureWords {
  readonly happened: string;
  readonly next: string;
}
