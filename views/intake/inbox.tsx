import type { InboxProps } from "./props.ts"
export const Inbox = (props: InboxProps) => <pre>{JSON.stringify(props, null, 1)}</pre>
