import type { EnquiryPageProps } from "./props.ts"
export const EnquiryPage = (props: EnquiryPageProps) => <pre>{JSON.stringify(props, null, 1)}</pre>
