import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The host's own attribute for it.
configure({ testIdAttribute: 'data-test-subj' });
