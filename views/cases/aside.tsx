import { PostForm, SelectField, TextArea, TextField } from "../parts/form.tsx"
import { formatDate, formatOrgnr, formatPhone } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { Avatar } from "../parts/pill.tsx"
import { Place } from "../parts/place.tsx"
import { AwayLine } from "../people/absence.tsx"
import { useScreen } from "../screen.tsx"
import { useDomainWords } from "../words.ts"
import { Others } from "./basics.tsx"
import { DatingFields } from "./dating.tsx"
import type { FullCase } from "./props.ts"
import { useTried } from "./tried.ts"
import { useCaseWords } from "./words.ts"

export const Aside = (props: FullCase) => {
  const { lang } = useScreen()
  const { page } = useCaseWords()
  const { fields, decisions } = useDomainWords()
  const { ref, orgnr, place, placeNow, contacts, given, others } = props
  return (
    <aside class="aside" aria-label={page.company}>
      <section class="panel" aria-labelledby="company-name">
        <h2 class="h3" id="company-name">
          {page.company}
        </h2>
        <dl class="facts">
          <dt>{page.orgnr}</dt>
          <dd class="num">{orgnr ? formatOrgnr(orgnr) : <span class="unknown">{page.notRegistered}</span>}</dd>
          <dt>{page.place}</dt>
          <dd>{place ? <Place name={place} now={placeNow} /> : <span class="unknown">{page.unknown}</span>}</dd>
          <dt>{page.hub}</dt>
          <dd>{props.hub}</dd>
        </dl>
        {props.tags.length > 0 && (
          <p class="row mb-2">
            {props.tags.map((name) => (
              <span class="tag">{name[lang]}</span>
            ))}
          </p>
        )}
        <a class="link sm" href={`/companies/${props.companyId}`}>
          {page.journey}
        </a>
      </section>
      <section class="panel" aria-labelledby="contacts-name">
        <h2 class="h3" id="contacts-name">
          {page.contacts}
        </h2>
        {contacts.length === 0 && <p class="quiet sm">{page.noContacts}</p>}
        <ul class="stack sm">
          {contacts.map(({ name, email, phone, role, until }) => (
            <li class={until ? "quiet" : ""}>
              <b>{name}</b>
              {role && `, ${role}`}
              {until && `. ${page.left(formatDate(lang, until))}`}
              <br />
              {phone && (
                <a class="link num" href={`tel:${phone}`}>
                  {formatPhone(lang, phone)}
                </a>
              )}{" "}
              {email && (
                <a class="link" href={`mailto:${email}`}>
                  {email}
                </a>
              )}
            </li>
          ))}
        </ul>
      </section>
      {given.length > 0 && (
        <section class="panel" aria-labelledby="given-name">
          <h2 class="h3" id="given-name">
            {page.given}
          </h2>
          <dl class="stack sm">
            {given.map(({ field, value }) => (
              <div>
                <dt class="quiet xs">{fields[field]}</dt>
                <dd class="said">{field === "decision" ? decisions[value as keyof typeof decisions] : value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <Staffing {...props} />
      {others.length > 0 && <Others others={others} />}
      <WhyPanel {...props} />
      <Ending {...props} key={ref} />
    </aside>
  )
}

const Staffing = (props: FullCase) => {
  const { page } = useCaseWords()
  const { ref, advisor, away, advisorId, team, me, made, may, named, tried } = props
  const fieldAdvisor = useTried(tried, "advisor")
  return (
    <section class="panel" aria-labelledby="advisor-name">
      <h2 class="h3" id="advisor-name">
        {page.advisor}
      </h2>
      <p class="row sm">
        {advisor ? (
          <>
            <Avatar initials={advisor.initials} mine={advisor.mine} />
            {advisor.name}
          </>
        ) : (
          <span class="st stale">{page.noAdvisor}</span>
        )}
      </p>
      {away && <AwayLine {...away} />}
      {may.take && (
        <PostForm to={`/cases/${ref}/advisor`} made={made} target="#case" swap="outerMorph">
          <button class="ds-button" data-variant="secondary" type="submit" name="advisor" value={me}>
            {page.take}
          </button>
        </PostForm>
      )}
      {may.assign && (
        <details class="noprint" open={tried?.form === "advisor"}>
          <summary class="link sm">{page.assignDo}</summary>
          <PostForm to={`/cases/${ref}/advisor`} made={made} target="#case" swap="outerMorph">
            <SelectField
              id="assign-advisor"
              {...fieldAdvisor("advisor")}
              label={page.assign}
              options={[{ value: "", label: page.noAdvisor }, ...team].filter(({ value }) => value !== advisorId)}
            />
            <button class="ds-button" type="submit">
              {page.save}
            </button>
          </PostForm>
        </details>
      )}
      <p class="sm">
        <span class="quiet">{page.named}: </span>
        {named.length ? named.map(({ name }) => name).join(", ") : page.nobodyNamed}
      </p>
      {may.name && (
        <a class="link sm noprint" href={`/cases/${ref}/naming`}>
          {page.nameSomeone}
        </a>
      )}
    </section>
  )
}

const WhyPanel = ({ ref, why, access, accesses, may, made, tried }: FullCase) => {
  const { lang } = useScreen()
  const { page } = useCaseWords()
  const words = useDomainWords()
  const fieldClass = useTried(tried, "class")
  return (
    <section class="panel" aria-labelledby="why-name">
      <h2 class="h3" id="why-name">
        {page.why}
      </h2>
      <p class="sm">{page.rules[why.rule]}</p>
      <p class="sm">
        <b>{words.access[access]}.</b> {words.accessMeans[access]}
      </p>
      <p class="src">
        <Icon name={access === "restricted" ? "PadlockLocked" : "PadlockUnlocked"} />
        {page.setBy(why.by, formatDate(lang, why.on))}
      </p>
      {(access === "restricted" || why.rule === "network" || why.rule === "owner") && (
        <p class="xs quiet">{page.readsLogged}</p>
      )}
      {may.classify && (
        <details class="noprint" open={tried?.form === "class"}>
          <summary class="link sm">{page.changeAccess}</summary>
          <PostForm to={`/cases/${ref}/class`} made={made} target="#case" swap="outerMorph">
            <SelectField
              id="class-access"
              {...fieldClass("access", access)}
              label={page.access}
              options={accesses.map((value) => ({ value, label: words.access[value] }))}
            />
            <TextField id="class-reason" {...fieldClass("reason")} label={page.accessReason} />
            <button class="ds-button" type="submit">
              {page.save}
            </button>
          </PostForm>
        </details>
      )}
    </section>
  )
}

const Ending = ({ ref, closeReasons, closing, may, made, tried }: FullCase) => {
  const { lang } = useScreen()
  const { page } = useCaseWords()
  const fieldClosure = useTried(tried, "closure")
  const fieldReopening = useTried(tried, "reopening")
  return (
    <section class="noprint">
      {may.close && (
        <details open={tried?.form === "closure" || closing !== null}>
          <summary class="link sm">{page.close}</summary>
          <PostForm to={`/cases/${ref}/closure`} made={made} target="#case" swap="outerMorph">
            <SelectField
              id="closure-reason"
              {...fieldClosure("closeReason", closing ?? undefined)}
              label={page.closeReason}
              options={closeReasons.map(({ code, name }) => ({ value: code, label: name[lang] }))}
            />
            <TextArea id="closure-words" {...fieldClosure("reason")} label={page.closeWords} />
            <DatingFields id="closure" on={fieldClosure("on")} backdated={fieldClosure("backdated")} />
            <button class="ds-button" type="submit">
              {page.close}
            </button>
          </PostForm>
        </details>
      )}
      {may.reopen && (
        <details open={tried?.form === "reopening"}>
          <summary class="ds-button" data-variant="secondary">
            {page.reopen}
          </summary>
          <PostForm to={`/cases/${ref}/reopening`} made={made} target="#case" swap="outerMorph">
            <TextArea id="reopening-reason" {...fieldReopening("reason")} label={page.reopenWhy} />
            <button class="ds-button" type="submit">
              {page.reopen}
            </button>
          </PostForm>
        </details>
      )}
    </section>
  )
}
