import { useTried } from "../cases/tried.ts"
import { DateField, PostForm, SelectField, TextField } from "../parts/form.tsx"
import { formatDate, formatPhone } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { useDomainWords } from "../words.ts"
import type { CompanyProps, ContactProps } from "./props.ts"
import { useCompanyWords } from "./words.ts"

/** The people to talk to, of cases that one may read: those who have left stay to be read. */
export const Contacts = (props: CompanyProps) => {
  const { contacts: words } = useCompanyWords()
  const { refusals } = useDomainWords()
  const { contacts, worked, tried } = props
  // What has no field of its own to say it beside.
  const wrong = tried?.refusal && /^(?:return|ended)-/.test(tried.form) ? refusals[tried.refusal] : null
  return (
    <section class="panel mt-4" aria-labelledby="contacts-name" id="contacts">
      <header>
        <h2 class="h2" id="contacts-name">
          {words.title}
        </h2>
      </header>
      {wrong && (
        <p class="ds-alert mb-3" data-color="danger" role="alert">
          {wrong}
        </p>
      )}
      {contacts.length === 0 && <p class="quiet">{words.none}</p>}
      <ul class="stack">
        {contacts.map((contact) => (
          <Contact {...props} contact={contact} />
        ))}
      </ul>
      {worked.length > 0 && <Adding {...props} />}
    </section>
  )
}

type OfContact = CompanyProps & { contact: ContactProps }

const Contact = (props: OfContact) => {
  const { lang } = useScreen()
  const { contacts: words } = useCompanyWords()
  const { contact } = props
  const { id, ref, name, email, phone, role, until, erasedOn } = contact
  return (
    <li id={`contact-${id}`} class={until || erasedOn ? "quiet" : ""}>
      <p>
        <b>{erasedOn ? words.erased(formatDate(lang, erasedOn)) : name}</b>
        {role && `, ${role}`}
        {until && `. ${words.left(formatDate(lang, until))}`}{" "}
        {phone && (
          <a class="link num nowrap" href={`tel:${phone}`}>
            {formatPhone(lang, phone)}
          </a>
        )}{" "}
        {email && (
          <a class="link" href={`mailto:${email}`}>
            {email}
          </a>
        )}
      </p>
      <Roles {...props} />
      {ref && <p class="xs quiet">{words.through(ref)}</p>}
      {contact.mayChange && (
        <div class="row noprint">
          <Details {...props} />
          {until ? <Return {...props} /> : <RoleForm {...props} />}
          {!until && <Departure {...props} />}
          {contact.mayErase && <Erasure {...props} />}
        </div>
      )}
    </li>
  )
}

const at = ({ id, contact }: OfContact) => `/companies/${id}/contacts/${contact.id}`

const Roles = (props: OfContact) => {
  const { lang } = useScreen()
  const { contacts: words } = useCompanyWords()
  const { contact, tried, today } = props
  if (contact.roles.length === 0) return null
  return (
    <ul class="sm">
      {contact.roles.map(({ role, since, until }) => {
        const form = `ended-${contact.id}-${role}-${since}`
        const field = useTried(tried, form)
        return (
          <li>
            {words.roles[role]} {words.span(formatDate(lang, since), until && formatDate(lang, until))}
            {contact.mayChange && !until && (
              <details class="noprint" open={tried?.form === form}>
                <summary class="link xs">
                  {words.end}
                  <span class="ds-sr-only">
                    {" "}
                    {words.roles[role]}, {contact.name}
                  </span>
                </summary>
                <PostForm to={`${at(props)}/roles/ended`} made={{}}>
                  <input type="hidden" name="role" value={role} />
                  <input type="hidden" name="since" value={since} />
                  <DateField id={`${form}-until`} {...field("until", today)} label={words.until} />
                  <button class="ds-button" type="submit">
                    {words.save}
                  </button>
                </PostForm>
              </details>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const Details = (props: OfContact) => {
  const { contacts: words } = useCompanyWords()
  const { contact, tried } = props
  const form = `details-${contact.id}`
  return (
    <Unfold {...props} form={form} title={words.edit}>
      <PostForm to={`${at(props)}/details`} made={{}}>
        <Spoken form={form} tried={tried} contact={contact} />
        <button class="ds-button" type="submit">
          {words.save}
        </button>
      </PostForm>
    </Unfold>
  )
}

const RoleForm = (props: OfContact) => {
  const { contacts: words } = useCompanyWords()
  const { contact, tried, today } = props
  const form = `roles-${contact.id}`
  const field = useTried(tried, form)
  return (
    <Unfold {...props} form={form} title={words.give}>
      <PostForm to={`${at(props)}/roles`} made={{}}>
        <SelectField id={`${form}-role`} {...field("role")} label={words.held} options={useRoles()} />
        <DateField id={`${form}-since`} {...field("since", today)} label={words.since} />
        <button class="ds-button" type="submit">
          {words.save}
        </button>
      </PostForm>
    </Unfold>
  )
}

const Departure = (props: OfContact) => {
  const { contacts: words } = useCompanyWords()
  const { contact, tried, today } = props
  const form = `departure-${contact.id}`
  return (
    <Unfold {...props} form={form} title={words.leave}>
      <PostForm to={`${at(props)}/departure`} made={{}}>
        <DateField id={`${form}-until`} {...useTried(tried, form)("until", today)} label={words.leftOn} />
        <button class="ds-button" type="submit">
          {words.save}
        </button>
      </PostForm>
    </Unfold>
  )
}

const Return = (props: OfContact) => {
  const { contacts: words } = useCompanyWords()
  return (
    <PostForm to={`${at(props)}/return`} made={{}} class="inline">
      <button class="link xs" type="submit">
        {words.comeBack}
        <span class="ds-sr-only"> {props.contact.name}</span>
      </button>
    </PostForm>
  )
}

const Erasure = (props: OfContact) => {
  const { contacts: words } = useCompanyWords()
  return (
    <Unfold {...props} form={`erasure-${props.contact.id}`} title={words.erase}>
      <p class="sm">{words.eraseMeans}</p>
      <PostForm to={`${at(props)}/erasure`} made={{}}>
        <button class="ds-button" data-color="danger" type="submit">
          {words.eraseDo}
        </button>
      </PostForm>
    </Unfold>
  )
}

type UnfoldProps = OfContact & { form: string; title: string; children?: unknown }

const Unfold = ({ form, title, contact, tried, children }: UnfoldProps) => {
  const { refusals } = useDomainWords()
  const mine = tried?.form === form ? tried : null
  return (
    <details open={mine !== null}>
      <summary class="link xs">
        {title}
        <span class="ds-sr-only"> {contact.name}</span>
      </summary>
      {mine?.refusal && Object.keys(mine.problems).length === 0 && (
        <p class="ds-alert" data-color="danger" role="alert">
          {refusals[mine.refusal]}
        </p>
      )}
      {children as never}
    </details>
  )
}

const Adding = ({ id, tried, worked, today }: CompanyProps) => {
  const { contacts: words } = useCompanyWords()
  const form = "contacts"
  const field = useTried(tried, form)
  return (
    <details class="noprint mt-3" open={tried?.form === form}>
      <summary class="ds-button" data-variant="secondary">
        <Icon name="PersonPlus" />
        {words.add}
      </summary>
      <PostForm to={`/companies/${id}/contacts`} made={{}} class="form mt-2">
        <Spoken form={form} tried={tried} />
        <SelectField
          id={`${form}-held`}
          {...field("held")}
          label={words.held}
          blank={words.noRole}
          options={useRoles()}
        />
        <DateField id={`${form}-since`} {...field("since", today)} label={words.since} />
        <SelectField
          id={`${form}-case`}
          {...field("case", worked[0]?.value)}
          label={words.knownBy}
          hint={words.knownByHint}
          options={worked}
        />
        <button class="ds-button" type="submit">
          {words.save}
        </button>
      </PostForm>
    </details>
  )
}

type SpokenProps = { form: string; tried: CompanyProps["tried"]; contact?: ContactProps }

/** What they are called, and how they are reached. */
const Spoken = ({ form, tried, contact }: SpokenProps) => {
  const { contacts: words } = useCompanyWords()
  const field = useTried(tried, form)
  return (
    <>
      <TextField id={`${form}-name`} {...field("name", contact?.name)} label={words.name} />
      <TextField id={`${form}-role`} {...field("title", contact?.role ?? "")} label={words.role} optional />
      <TextField
        id={`${form}-phone`}
        {...field("phone", contact?.phone ?? "")}
        label={words.phone}
        type="tel"
        inputmode="tel"
        short
        optional
      />
      <TextField
        id={`${form}-email`}
        {...field("email", contact?.email ?? "")}
        label={words.email}
        type="email"
        optional
      />
    </>
  )
}

function useRoles() {
  const { contacts: words } = useCompanyWords()
  return Object.entries(words.roles).map(([value, label]) => ({ value, label }))
}
