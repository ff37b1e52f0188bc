import type { Child } from "hono/jsx"

/** A page with nothing on it: what is true, why, and what can be done now. */
export const Empty = ({ title, text, children }: { title: string; text?: Child; children?: Child }) => (
  <div class="void">
    <h2>{title}</h2>
    {text && <p>{text}</p>}
    {children && <div class="row acts">{children}</div>}
  </div>
)
