interface Resource {
  readonly resourceId: string;
  readonly type: string;
  readonly status: string;
}

export function listResources(options: {
  readonly url: string;
  readonly token: string;
  readonly wait?: (seconds: number) => Promise<unknown>;
}): Promise<readonly Resource[]>;
