import { demandNoSecretSeen } from './secret_watch';

// Behind everything that a test file does itself, so that whatever it started has ended.
afterAll(demandNoSecretSeen);
