export type UnmountCallback = () => void;

/** Draws into the element given and returns how to take it away again. */
export type MountPoint<T extends HTMLElement = HTMLElement> = (element: T) => UnmountCallback;
