export interface Capabilities {
  navLinks: Record<string, boolean>;
  management: Record<string, Record<string, boolean>>;
  catalogue: Record<string, boolean>;
  [key: string]: Record<string, boolean | Record<string, boolean>> | undefined;
}
