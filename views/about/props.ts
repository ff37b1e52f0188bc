import type { Named } from "#src/db/schema.ts"

export type PrivacyProps = { hubs: readonly string[]; contact: string }
export type AccessibilityProps = { contact: string }
export type GuideProps = {
  tracks: readonly { name: Named; stages: readonly { name: Named; meaning: Named; href: string }[] }[]
}
