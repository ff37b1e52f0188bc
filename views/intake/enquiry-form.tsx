import type { EnquiryFormProps } from "./props.ts"
export const EnquiryForm = (props: EnquiryFormProps) => <pre>{JSON.stringify(props, null, 1)}</pre>
