/** An agent as the manager lists it and as the browser pins it. */
export interface WazuhAgent {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly ip?: string;
  readonly version?: string;
  readonly group?: readonly string[];
  readonly os?: { readonly name?: string; readonly platform?: string; readonly version?: string };
  readonly dateAdd?: string;
  readonly lastKeepAlive?: string;
  readonly node_name?: string;
  readonly manager?: string;
}
