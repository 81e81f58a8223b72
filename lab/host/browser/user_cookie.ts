/** Says which of the lab's users is signed in; it stands for the session cookie of the security plugin. */
export const USER_COOKIE = 'lab-user';
