import { formatPhone } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"

export const Contact = ({ email, phone }: { email: string; phone: string | null }) => {
  const { lang } = useScreen()
  return (
    <>
      <a class="link" href={`mailto:${email}`}>
        {email}
      </a>
      {phone && (
        <a class="link num" href={`tel:${phone}`}>
          {formatPhone(lang, phone)}
        </a>
      )}
    </>
  )
}
