import type { ReceiptProps } from "./props.ts"
export const Receipt = (props: ReceiptProps) => <pre>{JSON.stringify(props, null, 1)}</pre>
