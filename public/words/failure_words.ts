/** What is told of anything that did not go as asked. What state the endpoint is in is said between the two, by `state_words`. */
export interface FailureWords {
  readonly happened: string;
  readonly next: string;
}
