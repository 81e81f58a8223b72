import { TEST_MS } from './patience';

// No file sets a time of its own: how long a thing takes is the machine's, not the test's.
jest.setTimeout(TEST_MS);
