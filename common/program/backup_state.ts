/**
 * State of what a program kept, before it isolated, to restore with a release. `missing`: the endpoint refuses a release. `tainted`: it may hold the
 * isolation itself, so that a release that restores it proves nothing.
 */
export type BackupState = 'none_needed' | 'present' | 'tainted' | 'missing';
